import type { GuardModel, GuardScopeEntry, InvariantModel } from '../../artifact/guard-model.js'
import { type Code, hang, object } from '../text/code.js'
import { commentText, literal, memberName, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { RootFinder } from './find-roots.js'
import { printTruth } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { type Scope, scopeOf } from './scope.js'
import type { Unit } from './unit.js'
import { locals } from './vocabulary.js'
import { writeConstant } from './write-constant.js'

/** Declares a block of rules: a constant, and the type of what its rules see. Gives the name of the constant. */
export function emitGuards(facts: ProgramFacts, unit: Unit, guards: GuardModel | InvariantModel): string {
  return emitScopedGuards(facts, unit, guards).name
}

/** The same; gives the name of the type, too. */
export function emitScopedGuards(facts: ProgramFacts, unit: Unit, guards: GuardModel | InvariantModel) {
  const name = facts.names.free(guards.identifier)
  const scope = facts.names.free(`${name.charAt(0).toUpperCase()}${name.slice(1)}Scope`)
  unit.declareType(scope, (out) => {
    out.block(`interface ${scope} {`, '}', () => {
      for (const entry of guards.scope) out.line(`readonly ${memberName(entry.name)}: ${entryType(unit, entry)}`)
    })
  })
  unit.declare(name, guards.origin, (out) => {
    const type = unit.type('appliesTo' in guards ? 'InvariantProgram' : 'GuardProgram')
    writeConstant(out, { name, type, of: [unit.name(scope)] }, () => {
      out.line(`kind: ${quote(guards.kind)},`)
      out.line(`primitive: ${quote(guards.primitive)},`)
      out.line(`policy: ${quote(guards.policy)},`)
      if ('appliesTo' in guards) out.code('appliesTo: ', literal(guards.appliesTo), ',')
      writeStructural(facts, unit, guards, out)
      writeSemantic(guards, out)
    })
  })
  return { name, scope }
}

/** `{ input, ctx }`: everything that the rules can see, under the names of the spec. */
export function guardScope(guards: GuardModel, scope: Scope): Code {
  return object(guards.scope.map((entry) => property(entry.name, scope.root(entry.identifier))))
}

// The types of the roots that the runtime gives. No shape of the app's has one of these names: each ends in what it is for.
const runtimeTypes = ['Context', 'Principal', 'SignalContext'] as const

function entryType(unit: Unit, { type }: GuardScopeEntry): string {
  const own = type.kind === 'object' && runtimeTypes.find((name) => name === type.shape.name)
  return own ? unit.type(own) : typeText(type, unit.contract)
}

function writeStructural(facts: ProgramFacts, unit: Unit, { structural, scope }: GuardModel, out: Writer): void {
  if (structural.length === 0) {
    out.line('structural: [],')
    return
  }
  const names = localNames(facts, scope)
  out.block('structural: [', '],', () => {
    for (const { origin, id, description, path, rule } of structural) {
      const roots = new RootFinder()
      roots.expression(rule)
      writeRule(out, { origin, id, description, path }, () => {
        const head = `(${parameterOf(scope, roots.found, names)}) =>`
        out.code('holds: ', hang(head, printTruth(rule, scopeOf(unit, names)).code), ',')
      })
    }
  })
}

function writeSemantic({ semantic }: GuardModel, out: Writer): void {
  if (semantic.length === 0) {
    out.line('semantic: [],')
    return
  }
  out.block('semantic: [', '],', () => {
    for (const { origin, id, description, path, rule, confidence, sampling } of semantic) {
      writeRule(out, { origin, id, description, path }, () => {
        out.line(`rule: ${quote(rule)},`)
        out.line(`confidence: ${quote(confidence)},`)
        out.code('sampling: ', literal(sampling), ',')
      })
    }
  })
}

type Head = Pick<GuardModel['structural'][number], 'origin' | 'id' | 'description' | 'path'>

function writeRule(out: Writer, { origin, id, description, path }: Head, more: () => void): void {
  out.line(`// ${commentText(origin)}`)
  out.block('{', '},', () => {
    out.line(`id: ${quote(id)},`)
    out.line(`description: ${quote(description)},`)
    out.line(`path: ${quote(path)},`)
    more()
  })
}

// Roots of the language keep their names; a result of the author's gives way to what its name would hide.
function localNames(facts: ProgramFacts, scope: readonly GuardScopeEntry[]): ReadonlyMap<string, string> {
  const taken = new Set<string>(locals)
  return new Map(
    scope.map(({ identifier }) => {
      const isRoot = (locals as readonly string[]).includes(identifier)
      const local = isRoot ? identifier : facts.names.local(identifier, taken)
      taken.add(local)
      return [identifier, local]
    }),
  )
}

function parameterOf(
  scope: readonly GuardScopeEntry[],
  used: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): string {
  const members = scope.flatMap(({ name, identifier }) => {
    if (!used.has(identifier)) return []
    const local = names.get(identifier) ?? identifier
    return [name === local ? name : `${memberName(name)}: ${local}`]
  })
  return members.length === 0 ? '' : `{ ${members.join(', ')} }`
}
