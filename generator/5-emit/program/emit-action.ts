import type { ActionModel, EmitModel } from '../../artifact/app-model.js'
import { type Code, call, hang } from '../text/code.js'
import { commentText, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { emitReader } from './emit-reader.js'
import { docOf } from './emit-signal.js'
import { RootFinder } from './find-roots.js'
import { FunctionBody } from './function-body.js'
import { localNames } from './local-names.js'
import { destructured } from './parameter-list.js'
import { not, printCondition } from './print-expression.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult } from './row-function.js'
import { type Scope, scopeOf } from './scope.js'
import { Unit } from './unit.js'

/** An action: one function over its input and the run, a statement for each step. */
export function emitAction(facts: ProgramFacts, action: ActionModel): Unit {
  const unit = new Unit(facts.names)
  const { id, input, steps, emits, result } = action
  const name = facts.names.of('action', id)
  const { found: used } = rootsOf(action)
  unit.declare(name, docOf(action), (out) => {
    const scope = scopeOf(unit, localNames(facts.names, steps))
    writeHead(facts, unit, action, { used, out })
    out.indented(() => {
      if (used.has('principal') || used.has('ctx')) out.line(`const ${destructured(used, ['principal', 'ctx'])} = run`)
      new FunctionBody(facts, scope, out, used).steps(steps)
      const output = outputCode(action, unit, printTemplate(result, scope))
      if (emits.length === 0) {
        out.code('return ', output)
        return
      }
      // Without its type, literals within it would be widened.
      const type = action.outputIsDeclared ? '' : `: ${typeText(action.output, unit.contract)}`
      out.code('', hang(`const output${type} =`, output))
      for (const emit of emits) writeEmit(facts, scope, { ...emit, aborts: action.signalsAbort }, out)
      out.line('return output')
    })
    out.line('}')
  })
  emitReader(unit, { shape: input, member: `an input of ${id}`, defaults: action.defaults })
  if (action.outputIsDeclared && action.output.kind === 'object') {
    emitReader(unit, { shape: action.output.shape, member: `an output of ${id}` })
  }
  return unit
}

function rootsOf({ steps, emits, result }: ActionModel): RootFinder {
  const roots = new RootFinder()
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
  out.line(`// ${commentText(emit.origin)}`)
  if (emit.when === null) {
    out.code('', call('run.emit', signal, hang('() =>', asResult(payload)), ...(emit.aborts ? [quote('abort')] : [])))
    return
  }
  const condition = printCondition(emit.when, scope)
  out.block(`run.emit(${signal}, () => {`, emit.aborts ? "}, 'abort')" : '})', () => {
    out.code('if (', not(condition).code, ') return undefined')
    out.code('return ', payload)
  })
}
