import type { ActionModel, EmitModel } from '../../artifact/app-model.js'
import type { GuardModel } from '../../artifact/guard-model.js'
import { type Code, call, hang } from '../text/code.js'
import { commentText, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { emitGuards, guardScope } from './emit-guards.js'
import { emitReader } from './emit-reader.js'
import { declareOutcome } from './emit-session.js'
import { docOf } from './emit-signal.js'
import { RootFinder } from './find-roots.js'
import { FunctionBody } from './function-body.js'
import { isJudged } from './is-judged.js'
import { localNames } from './local-names.js'
import { destructured } from './parameter-list.js'
import { not, printCondition } from './print-expression.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { sessionName } from './program-names.js'
import { asResult } from './row-function.js'
import { type Scope, scopeOf } from './scope.js'
import { Unit } from './unit.js'

/** An action: one function over its input and the run, a statement for each step. */
export function emitAction(facts: ProgramFacts, action: ActionModel): Unit {
  const unit = new Unit(facts.names)
  const { id, input, steps, result, guards } = action
  const name = facts.names.of('action', id)
  const { found: used } = rootsOf(action)
  const before = guards.pre === null ? null : emitGuards(facts, unit, guards.pre)
  const behind = guards.post === null ? null : emitGuards(facts, unit, guards.post)
  unit.declare(name, docOf(action), (out) => {
    const scope = scopeOf(unit, localNames(facts.names, steps))
    writeHead(facts, unit, action, { used, out })
    out.indented(() => {
      if (used.has('principal') || used.has('ctx')) out.line(`const ${destructured(used, ['principal', 'ctx'])} = run`)
      if (used.has('session')) out.line(`const { session } = await run.readSession(${unit.name(sessionName)})`)
      if (before !== null) writeGuards(before, guards.pre, scope, out)
      new FunctionBody(facts, scope, out, used).steps(steps)
      writeEnd(facts, scope, action, { output: outputCode(action, unit, printTemplate(result, scope)), behind, out })
    })
    out.line('}')
  })
  if (action.sessionOutcome !== null) declareOutcome(unit, facts.names.outcome(id), action.sessionOutcome)
  emitReader(unit, { shape: input, member: `an input of ${id}`, defaults: action.defaults })
  if (action.outputIsDeclared && action.output.kind === 'object') {
    emitReader(unit, { shape: action.output.shape, member: `an output of ${id}` })
  }
  return unit
}

interface End {
  readonly output: Code
  /** The name of the rules behind the steps. */
  readonly behind: string | null
  readonly out: Writer
}

function writeEnd(facts: ProgramFacts, scope: Scope, action: ActionModel, { output, behind, out }: End): void {
  const { emits, guards } = action
  if (emits.length === 0 && behind === null) {
    out.code('return ', output)
    return
  }
  // Without its type, literals within it would be widened.
  const type = action.outputIsDeclared ? '' : `: ${typeText(action.output, scope.unit.contract)}`
  out.code('', hang(`const output${type} =`, output))
  if (behind !== null) writeGuards(behind, guards.post, scope, out)
  for (const emit of emits) writeEmit(facts, scope, { ...emit, aborts: action.signalsAbort }, out)
  out.line('return output')
}

function writeGuards(name: string, guards: GuardModel | null, scope: Scope, out: Writer): void {
  if (guards === null) return
  out.line(`// ${commentText(guards.origin)}`)
  const method = isJudged(guards) ? 'await run.judge' : 'run.guard'
  out.code('', call(method, scope.unit.name(name), guardScope(guards, scope)))
}

function rootsOf({ steps, emits, result, guards }: ActionModel): RootFinder {
  const roots = new RootFinder()
  roots.guards(guards.pre)
  roots.guards(guards.post)
  roots.steps(steps)
  roots.emits(emits)
  roots.template(result)
  return roots
}

function writeHead(
  facts: ProgramFacts,
  unit: Unit,
  { id, input, output }: ActionModel,
  { used, out }: { readonly used: ReadonlySet<string>; readonly out: Writer },
): void {
  const parameters = [`${used.has('input') ? 'input' : '_input'}: ${unit.contract(input)}`]
  if (facts.takesRun(id)) parameters.push(`run: ${unit.type('ActionRun')}`)
  const gives = typeText(output, unit.contract)
  const name = facts.names.of('action', id)
  if (facts.waits(id)) out.enumeration(`async function ${name}(`, parameters, `): Promise<${gives}> {`)
  else out.enumeration(`function ${name}(`, parameters, `): ${gives} {`)
}

function outputCode({ id, output, outputIsDeclared }: ActionModel, unit: Unit, built: Code): Code {
  if (!outputIsDeclared || output.kind !== 'object') return built
  return call(unit.use('valid'), unit.name(unit.names.reader(output.shape)), built, quote(id))
}

function writeEmit(
  facts: ProgramFacts,
  scope: Scope,
  emit: EmitModel & { readonly aborts: boolean },
  out: Writer,
): void {
  const signal = facts.use(scope.unit, 'signal', emit.signal)
  const payload = printTemplate(emit.payload, scope)
  const method = facts.emitWaits(emit.signal) ? 'await run.emitJudged' : 'run.emit'
  out.line(`// ${commentText(emit.origin)}`)
  if (emit.when === null) {
    const aborting = emit.aborts ? [quote('abort')] : []
    out.code('', call(method, signal, hang('() =>', asResult(payload)), ...aborting))
    return
  }
  const condition = printCondition(emit.when, scope)
  out.block(`${method}(${signal}, () => {`, emit.aborts ? "}, 'abort')" : '})', () => {
    out.code('if (', not(condition).code, ') return undefined')
    out.code('return ', payload)
  })
}
