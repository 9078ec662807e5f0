import type { StepModel } from '../../artifact/app-model.js'
import type { FlowModel } from '../../artifact/flow-model.js'
import type { GuardModel } from '../../artifact/guard-model.js'
import { type Code, call, hang, list, object, sequence } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { emitScopedGuards, guardScope } from './emit-guards.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { type CallStep, FunctionBody, type SetStep } from './function-body.js'
import { isJudged } from './is-judged.js'
import { localNames } from './local-names.js'
import { destructured } from './parameter-list.js'
import { printValue } from './print-expression.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { type Scope, scopeOf } from './scope.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** The flows of the app, behind the actions as flows run them. */
export function emitFlows(facts: ProgramFacts): readonly Unit[] {
  const { flows, actions } = facts.model
  const run = new Set(flows.flatMap(({ steps }) => listRun(steps)))
  const programs = actions.filter(({ id }) => run.has(id)).map(({ id }) => emitActionProgram(facts, id))
  return [...programs, ...flows.map((flow) => emitFlow(facts, flow))]
}

function listRun(steps: readonly StepModel[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return [...listRun(step.then), ...listRun(step.else)]
    return step.kind === 'call' && step.target.kind === 'action' ? [step.target.id] : []
  })
}

function emitActionProgram(facts: ProgramFacts, id: string): Unit {
  const unit = new Unit(facts.names)
  const { input, output, effects, rollback } = facts.action(id)
  const name = facts.names.program(id)
  unit.declare(name, `Runs \`${id}\` as a unit of work of its own.`, (out) => {
    const of = [unit.contract(input), typeText(output, unit.contract)]
    writeConstant(out, { name, type: unit.type('ActionProgram'), of }, () => {
      out.line(`action: ${quote(id)},`)
      out.code('effects: ', literal(effects), ',')
      const outcome = facts.outcome(unit, id)
      if (outcome !== null) out.line(`sessionOutcome: ${outcome},`)
      if (rollback === 'none') out.line("rollback: 'none',")
      out.line(`run: ${facts.use(unit, 'action', id)},`)
    })
  })
  return unit
}

const ofEvent = ['payload', 'signal', 'principal', 'ctx']

function emitFlow(facts: ProgramFacts, flow: FlowModel): Unit {
  const unit = new Unit(facts.names)
  const { id, on, payload, state, lifecycle, correlateBy, idempotencyKey, guards } = flow
  const name = facts.names.of('flow', id)
  const steps = facts.names.free(`${name}Steps`)
  const of = [unit.contract(payload), unit.contract(state)]
  const holding = guards === null ? null : emitHolding(facts, unit, { id, guards })
  unit.declare(name, flow.origin, (out) => {
    writeConstant(out, { name, type: unit.type('FlowProgram'), of }, () => {
      const scope = scopeOf(unit)
      out.line(`id: ${quote(id)},`)
      out.code('on: ', list(on.map((signal) => facts.use(unit, 'signal', signal))), ',')
      out.code('lifecycle: ', literal({ ...lifecycle }), ',')
      if (correlateBy !== null) {
        const roots = new RootFinder()
        roots.expression(correlateBy)
        out.code('correlationKey: ', hang(`${eventOf(roots)} =>`, printValue(correlateBy, scope).code), ',')
      }
      if (idempotencyKey !== null) {
        const roots = new RootFinder()
        roots.expression(idempotencyKey)
        const parameters = roots.found.has('state') ? `(${eventPattern(roots)}, state)` : eventOf(roots)
        out.code('idempotencyKey: ', hang(`${parameters} =>`, printValue(idempotencyKey, scope).code), ',')
      }
      out.line(`readState: ${unit.name(facts.names.reader(state))},`)
      out.line(`run: ${unit.name(steps)},`)
    })
  })
  unit.declare(steps, flow.origin, (out) => writeSteps(facts, unit, flow, { name: steps, holding, out }))
  emitReader(unit, { shape: state, member: `in the state of ${id}` })
  return unit
}

function eventPattern({ found }: RootFinder): string {
  return ofEvent.some((name) => found.has(name)) ? destructured(found, ofEvent) : '_event'
}

function eventOf(roots: RootFinder): string {
  const pattern = eventPattern(roots)
  return pattern === '_event' ? '()' : `(${pattern})`
}

/** Rules are held as a step is run: what they leave commits, and they are not held twice. */
function emitHolding(
  facts: ProgramFacts,
  unit: Unit,
  { id, guards }: { readonly id: string; readonly guards: GuardModel },
): string {
  const rules = emitScopedGuards(facts, unit, guards)
  const name = facts.names.free(`${rules.name}Step`)
  const method = isJudged(guards) ? 'judge' : 'guard'
  unit.declare(name, `Holds the rules of \`${id}\`.`, (out) => {
    writeConstant(out, { name, type: unit.type('ActionProgram'), of: [unit.name(rules.scope), 'void'] }, () => {
      out.line(`action: ${quote(id)},`)
      out.line('effects: [],')
      out.line(`run: (scope, run) => run.${method}(${unit.name(rules.name)}, scope),`)
    })
  })
  return name
}

interface Steps {
  readonly name: string
  /** The step that holds the rules behind the others. */
  readonly holding: string | null
  readonly out: Writer
}

function writeSteps(facts: ProgramFacts, unit: Unit, flow: FlowModel, { name, holding, out }: Steps): void {
  const { payload, state, steps, guards } = flow
  const roots = new RootFinder()
  roots.steps(steps)
  roots.guards(guards)
  const isAsync = holding !== null || listRun(steps).length > 0
  const sets = listSets(steps)
  const readsRun = [...ofEvent, 'state'].some((root) => roots.found.has(root))
  const type = `${unit.type('FlowRun')}<${unit.contract(payload)}, ${unit.contract(state)}>`
  const head = isAsync ? `async function ${name}(` : `function ${name}(`
  const parameter = isAsync || sets || readsRun ? 'run' : '_run'
  out.enumeration(head, [`${parameter}: ${type}`], isAsync ? '): Promise<void> {' : '): void {')
  out.indented(() => {
    const taken = sets ? ofEvent : [...ofEvent, 'state']
    if (taken.some((root) => roots.found.has(root))) out.line(`const ${destructured(roots.found, taken)} = run`)
    if (sets && roots.found.has('state')) out.line('let { state } = run')
    const scope = scopeOf(unit, localNames(facts.names, steps))
    new FlowBody(facts, scope, out, roots.found).steps(steps)
    if (holding !== null && guards !== null)
      out.code('', call('await run.perform', unit.name(holding), guardScope(guards, scope), "{ path: 'guards' }"))
  })
  out.line('}')
}

function listSets(steps: readonly StepModel[]): boolean {
  return steps.some(
    (step) => step.kind === 'set' || (step.kind === 'if' && (listSets(step.then) || listSets(step.else))),
  )
}

/** The steps of a flow: what they call is run apart, and they can write the state. */
class FlowBody extends FunctionBody {
  private readonly readsState: boolean

  constructor(facts: ProgramFacts, scope: Scope, out: Writer, read: ReadonlySet<string>) {
    super(facts, scope, out, read)
    this.readsState = read.has('state')
  }

  protected override set({ changes, path }: SetStep): void {
    const set = call('run.set', printTemplate(changes, this.scope), quote(path))
    this.out.code('', this.readsState ? sequence('state = ', set) : set)
  }

  protected override call(step: CallStep): Code {
    const { target, input, path, policy } = step
    if (target.kind !== 'action') throw new Error(`bug: ${path} of a flow runs no action`)
    const { facts, scope } = this
    const { input: shape } = facts.action(target.id)
    const given = this.argument('actionInput', shape, target, printTemplate(input, scope))
    const { attempts, backoffMs } = policy ?? {}
    const place = [
      property('path', quote(path)),
      ...(attempts === undefined ? [] : [property('maxAttempts', String(attempts))]),
      ...(backoffMs === undefined ? [] : [property('backoffMs', String(backoffMs))]),
    ]
    return sequence(
      'await ',
      call('run.perform', scope.unit.name(facts.names.program(target.id)), given, object(place)),
    )
  }
}
