import { builtInModules, nodeTwins, presets } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax } from '../../artifact/documents.js'
import type { GuestImport, GuestPlace, GuestSource } from '../../artifact/guest-source.js'
import { type Diagnostic, type DiagnosticExtras, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { type Fix, possibleFix } from '../../diagnostic/fix.js'
import { findNearest, respell, suggest } from '../../diagnostic/suggest.js'
import { checkGuestExport } from './check-guest-export.js'
import { meantNames, type Requirements } from './check-requires.js'
import type { RequireName } from './find-duplicate-modules.js'
import { grantsOf } from './guest-grants.js'
import type { KnownModule } from './known-module.js'

/** What is wrong with the code of guests, and the modules that they ask for: those are not unused. */
export interface GuestFindings {
  readonly diagnostics: readonly Diagnostic[]
  readonly wanted: readonly KnownModule[]
}

/** What is known of who gives guests what. */
export interface Granting {
  readonly manifest: ManifestSyntax
  readonly names: readonly RequireName[]
  readonly requires: Requirements
  /** The ports that exist. */
  readonly ports: ReadonlySet<string>
}

/** Holds what the code of each guest requires and exports against what the manifest says of it. */
export function checkGuests(modules: readonly KnownModule[], granting: Granting): GuestFindings {
  const wanted: KnownModule[] = []
  const diagnostics = modules.flatMap((module) => {
    if (module.syntax.kind !== 'guest') return []
    const stack = checkStack(module)
    const { resolved } = module
    if (resolved.kind !== 'found' || resolved.guest === undefined) return stack
    return [
      ...stack,
      ...checkImports(module, resolved.guest, granting, wanted),
      ...checkGuestExport(module, resolved.guest, granting.ports),
    ]
  })
  return { diagnostics, wanted }
}

/** What a deeper stack of a guest needs of the host's own, only a thread of its own has. */
const mostInlineStackKb = 32

function checkStack({ id, syntax, path }: KnownModule): readonly Diagnostic[] {
  const { isolation, limits, stackAt } = syntax.guest
  if (isolation === 'worker' || limits.stackKb <= mostInlineStackKb || stackAt === null) return []
  const problem = `"stack_kb" of "${id}" may be ${mostInlineStackKb} at most where "isolation" is "inline"`
  const extras = { path: `${path}.limits.stack_kb`, hint: 'write "isolation: worker"' }
  return [diagnostic('guest_limits_invalid_error', stackAt, { problem }, extras)]
}

function checkImports(
  module: KnownModule,
  guest: GuestSource,
  granting: Granting,
  wanted: KnownModule[],
): readonly Diagnostic[] {
  const granted = new Set(grantsOf(module, granting.requires.found).map(({ name }) => name))
  // A name in `requires` that nobody gives has been told, and the import of it is the same mistake.
  const written = new Set(module.syntax.requires.map(({ text }) => text))
  const unknown = [...written].filter((name) => !granted.has(name))
  const isMeant = (name: string): boolean =>
    findNearest(name, unknown) !== null || unknown.some((one) => meantNames(one, granting.names).includes(name))
  const denied = guest.imports.flatMap((found) => {
    const name = nativeName(found.specifier)
    if (granted.has(name) || written.has(name) || isMeant(name)) return []
    const giver = granting.names.find((given) => given.name === name)
    if (giver?.module != null) wanted.push(giver.module)
    return [denyImport(module, found, name, granting)]
  })
  const computed = guest.computed.map((place) =>
    diagnostic('guest_require_dynamic_error', place.at, { module: module.id }, whyHere(module, place)),
  )
  return [...denied, ...computed]
}

/** `node:path` is the native `path`. */
function nativeName(specifier: string): string {
  const bare = specifier.replace(/^node:/, '')
  return nodeTwins.has(bare) ? bare : specifier
}

function denyImport(module: KnownModule, found: GuestImport, name: string, { names, manifest }: Granting): Diagnostic {
  const isGiven = names.some((given) => given.name === name)
  const builtIn = isGiven ? undefined : builtInModules.get(`tenon:${name}`)
  const values = { module: module.id, required: found.specifier }
  if (isGiven || builtIn !== undefined) {
    const hint = isGiven
      ? sayGrant(module, name)
      : `${sayAdd(name, builtIn?.kind ?? 'native', manifest)}, and ${sayGrant(module, name)}`
    const fixes = grantFixes(module, name, isGiven)
    return diagnostic('guest_require_denied_error', found.at, values, { ...whyHere(module, found, hint), fixes })
  }
  const granted = module.syntax.requires.map(({ text }) => text)
  const extras = {
    ...whyHere(module, found, hintAtName(name, names)),
    fixes: respell({ text: name, at: found.at }, granted),
  }
  return diagnostic('guest_require_unknown_error', found.at, values, extras)
}

/** To be granted more is never what goes without saying. */
function grantFixes({ syntax, id }: KnownModule, name: string, isGiven: boolean): readonly Fix[] {
  const change = { kind: 'items', at: syntax.at, key: 'requires', items: [name] } as const
  return isGiven ? [possibleFix(`let "${id}" require "${name}"`, change)] : []
}

/** The list as it would have to be. */
function sayGrant({ syntax }: KnownModule, name: string): string {
  const list = [...syntax.requires.map(({ text }) => text), name]
  return `in line {line 0}, write requires: [${list.join(', ')}]`
}

function sayAdd(name: string, kind: string, { presets: named }: ManifestSyntax): string {
  const preset = [...presets].find(([, given]) => given.includes(name))?.[0]
  if (preset !== undefined && named.length === 0) return `add "presets: [${preset}]" to the manifest`
  return `add before it: - { id: ${name}, kind: ${kind}, source: "tenon:${name}" }`
}

function hintAtName(name: string, names: readonly RequireName[]): string | null {
  const given = names.map((known) => known.name)
  const builtIn = [...builtInModules].flatMap(([source, { kind }]) =>
    kind === 'native' ? [source.slice('tenon:'.length)] : [],
  )
  const near = findNearest(name, [...given, ...builtIn])
  return near === null ? suggest(name, given) : `did you mean "${near}"?`
}

/** The line of the manifest that decides, and how the guest comes to the file. */
function whyHere({ id, syntax }: KnownModule, { chain }: GuestPlace, hint: string | null = null): DiagnosticExtras {
  const { requiresAt } = syntax.guest
  const decides: Related = {
    note: requiresAt === null ? `"${id}" may require nothing` : `what "${id}" may require`,
    at: requiresAt ?? syntax.at,
  }
  return { related: [decides, ...chain.map((at) => ({ note: 'it is imported from here', at }))], hint }
}
