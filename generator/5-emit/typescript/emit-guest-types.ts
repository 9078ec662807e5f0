import type { AppModel, GuestModel, NativeTypesModel } from '../../artifact/app-model.js'
import { memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc } from './module-text.js'

/**
 * `guest.d.ts`: what guests may require, and what each must export; null for an app without guests. It is no module itself,
 * because only there may modules be declared that exist nowhere else.
 */
export function emitGuestTypes(model: AppModel, head: readonly string[]): string | null {
  const { guests } = model.composition
  const everywhere = new Set(guests.flatMap(({ bundle }) => bundle.requires.map(({ name }) => name)))
  return guests.length === 0 ? null : guestTypes(model, everywhere, head)
}

/** The same as one guest sees it: with no globals but those of what it is granted. */
export function emitTypesOfGuest(model: AppModel, id: string): string {
  const guest = model.composition.guests.find(({ bundle }) => bundle.id === id)
  return guestTypes(model, new Set(guest?.bundle.requires.map(({ name }) => name)), [])
}

function guestTypes({ app, composition }: AppModel, granted: ReadonlySet<string>, head: readonly string[]): string {
  const { guests, guestNatives } = composition
  const out = new Writer()
  for (const line of head) out.line(line)
  for (const native of guestNatives) writeNative(out, native)
  writeGlobals(out, guestNatives, granted)
  out.line('')
  out.line('/** What the guests of this app must export. */')
  out.block(`declare module ${quote(`${app.id}/guests`)} {`, '}', () => {
    for (const line of callTypes) out.line(line)
    for (const guest of guests) writeGuest(out, guest)
  })
  return textOf(out)
}

const callTypes: readonly string[] = [
  "type Ports = import('./contracts.js').Ports",
  '',
  '/** What a function of a guest gets beside its input. */',
  "export type GuestCall = Pick<import('tenon/provider').PortCall, 'ctx' | 'principal' | 'stepKey'>",
  '',
  'type GuestFunction<Port extends { readonly input: unknown; readonly output: unknown }> = (',
  "  input: Port['input'],",
  '  call: GuestCall,',
  ") => Port['output'] | Promise<Port['output']>",
]

function writeGuest(out: Writer, { type, bundle, origin }: GuestModel): void {
  out.line('')
  writeDoc(out, origin)
  if (bundle.provides.length === 0) {
    out.line(`export type ${type} = Readonly<Record<never, never>>`)
    return
  }
  out.block(`export interface ${type} {`, '}', () => {
    for (const port of bundle.provides) out.line(`readonly ${memberName(port)}: GuestFunction<Ports[${quote(port)}]>`)
  })
}

function writeNative(out: Writer, native: NativeTypesModel): void {
  const { name, hasTwin } = native
  out.line('')
  out.block(`declare module ${quote(name)} {`, '}', () => {
    for (const line of bodyOf(native)) out.line(line)
  })
  if (hasTwin)
    out.block(`declare module ${quote(`node:${name}`)} {`, '}', () => {
      for (const line of sameAs(name)) out.line(line)
    })
}

/** A global that two names of one native give is there once. */
function writeGlobals(out: Writer, natives: readonly NativeTypesModel[], granted: ReadonlySet<string>): void {
  const written = new Set<string>()
  for (const { name, globals } of natives)
    for (const { global, member, isClass } of granted.has(name) ? globals : []) {
      if (written.has(global)) continue
      if (written.size === 0) out.line('')
      written.add(global)
      out.line(`declare const ${global}: (typeof import(${quote(name)}))[${quote(member)}]`)
      if (isClass) out.line(`type ${global} = import(${quote(name)}).${member}`)
    }
}

function bodyOf(native: NativeTypesModel): readonly string[] {
  switch (native.kind) {
    case 'declared':
      return native.body.trimEnd().split('\n')
    case 'alias':
      return sameAs(native.of)
    case 'source':
      return [
        `const native: import('tenon/engine').NativeExports<(typeof import(${quote(native.specifier)}))['default']>`,
        'export = native',
      ]
    case 'unknown':
      return ["const native: import('tenon/engine').NativeExports<unknown>", 'export = native']
  }
}

function sameAs(name: string): readonly string[] {
  return [`import native = require(${quote(name)})`, 'export = native']
}
