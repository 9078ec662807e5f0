import type { AppModel, GuestModel, NativeTypesModel } from '../../artifact/app-model.js'
import { memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc } from './module-text.js'

/**
 * `guest.d.ts`: what guests may require, and what each must export; null for an app without guests. It is no module itself,
 * because only there may modules be declared that exist nowhere else.
 */
export function emitGuestTypes({ app, composition }: AppModel, head: readonly string[]): string | null {
  const { guests, guestNatives } = composition
  if (guests.length === 0) return null
  const out = new Writer()
  for (const line of head) out.line(line)
  for (const native of guestNatives) writeNative(out, native)
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
  if (native.kind !== 'declared') return
  for (const { global, member } of native.globals)
    out.line(`declare const ${global}: (typeof import(${quote(name)}))[${quote(member)}]`)
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
