import type { CallPolicySyntax } from '../../artifact/call-syntax.js'
import type { CheckedIfStep, CheckedStep, StepResult } from '../../artifact/checked-app.js'
import type { IfStepSyntax, StepSyntax } from '../../artifact/documents.js'
import { localIdentifier } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import type { ValueType } from '../../artifact/value-type.js'
import { bug } from '../../diagnostic/bug.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { checkCondition } from '../expression/check-condition.js'
import { checkExpression } from '../expression/check-expression.js'
import { type Context, type Root, type Scope, within } from '../expression/scope.js'
import { checkRun, checkSet } from '../flow/check-run.js'
import { joinTypes } from '../type/join-types.js'
import { withNull, withoutNull } from '../type/nullable.js'
import type { CallSurroundings, FlowOfSteps } from './call-surroundings.js'
import { checkCall } from './check-call.js'

/** Steps that were checked, and the scope behind them, which sees their results. */
export interface CheckedSteps {
  readonly steps: readonly CheckedStep[]
  readonly scope: Scope
}

/** Checks steps in order; each sees the results of those before it. */
export function checkSteps(
  steps: readonly StepSyntax[],
  context: Context,
  surroundings: CallSurroundings,
): CheckedSteps {
  const walk = new StepWalk(context, surroundings, { widened: new Map(), places: new Map() })
  return { steps: walk.steps(steps), scope: walk.scope }
}

/** The places where names were bound: a name that is bound again says where it was before. */
type Places = ReadonlyMap<string, Text>

interface Known {
  /**
   * Types of names that the branches of some `if` give values of several types. One map for all the steps of an action:
   * what was found inside a branch need not be found again when the branch is, which would double at each level.
   */
  readonly widened: Map<string, ValueType>
  readonly places: Places
}

/** One list of steps while it is walked: what has been bound so far. */
class StepWalk {
  private readonly context: Context
  private readonly around: CallSurroundings
  private readonly widened: Map<string, ValueType>
  private readonly roots: Map<string, Root>
  readonly places: Map<string, Text>

  constructor(context: Context, around: CallSurroundings, { widened, places }: Known) {
    this.context = context
    this.around = around
    this.widened = widened
    this.roots = new Map(context.scope.roots)
    this.places = new Map(places)
  }

  get scope(): Scope {
    return { ...this.context.scope, roots: this.roots }
  }

  steps(steps: readonly StepSyntax[]): CheckedStep[] {
    return steps.map((step, index) => this.step(step, { ...within(this.context, index), scope: this.scope }))
  }

  private step(step: StepSyntax, context: Context): CheckedStep {
    switch (step.kind) {
      case 'expression': {
        const value = checkExpression(step.expression, within(context, 'expr'))
        const type = this.continues ? withNull(value.type) : value.type
        const result = this.bind(step.as, type, context)
        return { kind: 'expression', at: step.at, result, value, continues: this.continues }
      }
      case 'call': {
        const resolve = this.around.flow === undefined ? checkCall : checkRun
        const { target, input, output } = resolve(step, context, this.around)
        const policy = policyOf(step.policy, this.continues)
        const type = policy.continuesOnError || policy.continuesOnTimeout ? withNull(output) : output
        const result = step.as && this.bind(step.as, type, context)
        return { kind: 'call', at: step.at, result, target, input, policy }
      }
      case 'set':
        return { kind: 'set', at: step.at, changes: checkSet(step.changes, context, flowOf(this.around)) }
      case 'if':
        return this.branch(step, context)
    }
  }

  private get continues(): boolean {
    return this.around.stepsContinue === true
  }

  /** Gives a name to a result, and says why it may not have it. */
  private bind(name: Text, given: ValueType, context: Context): StepResult {
    const { text, at } = name
    const wider = this.widened.get(text)
    const type = wider === undefined ? given : joinTypes(wider, given)
    const { scope, path, found } = within(context, 'as')
    const earlier = this.places.get(text)
    const report = (problem: string): void => {
      const related = earlier === undefined ? [] : [{ note: 'first bound here', at: earlier.at }]
      found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path, related }))
    }
    if (earlier !== undefined) report(`the name "${text}" is bound already`)
    else if (scope.roots.has(text)) {
      report(`"${text}" has a meaning of its own here; a result needs another name`)
    } else {
      this.places.set(text, name)
      this.roots.set(text, { identifier: localIdentifier(text), type })
    }
    return { name: text, type }
  }

  private branch(step: IfStepSyntax, context: Context): CheckedIfStep {
    const condition = checkCondition(step.condition, within(context, 'if'))
    const known = context.found.length
    let branches = this.branches(step, context)
    // A wider type of one name may make the next one's wider, until both branches agree.
    for (let more = findWidened(branches); more.size > 0; more = findWidened(branches)) {
      context.found.length = known
      for (const [name, type] of more) this.widened.set(name, type)
      branches = this.branches(step, context)
    }
    const gives = listGiven(branches.then, branches.else)
    for (const [name, place] of [...branches.else.places, ...branches.then.places]) this.places.set(name, place)
    for (const { name, type } of gives) this.roots.set(name, { identifier: localIdentifier(name), type })
    const { then, else: otherwise } = branches
    return {
      kind: 'if',
      at: step.at,
      condition,
      then: then.steps,
      else: otherwise.steps,
      gives,
      continues: this.continues,
    }
  }

  private branches(step: IfStepSyntax, context: Context): Branches {
    return {
      then: this.inner(step.then, within(context, 'then')),
      else: this.inner(step.else, within(context, 'else')),
    }
  }

  private inner(steps: readonly StepSyntax[], context: Context): Branch {
    const walk = new StepWalk(context, this.around, { widened: this.widened, places: this.places })
    const checked = walk.steps(steps)
    const bound = [...walk.places].filter(([name]) => !this.places.has(name))
    const types = bound.map(([name]) => [name, walk.roots.get(name)?.type ?? { kind: 'unknown' }] as const)
    return { steps: checked, places: new Map(bound), types: new Map(types) }
  }
}

function flowOf({ flow }: CallSurroundings): FlowOfSteps {
  if (flow === undefined) throw bug('a set step stands outside of a flow')
  return flow
}

/** A step that the action goes on behind is one that goes on by itself. */
function policyOf(policy: CallPolicySyntax, stepsContinue: boolean): CallPolicySyntax {
  return stepsContinue ? { ...policy, continuesOnTimeout: true, continuesOnError: true } : policy
}

interface Branch {
  readonly steps: readonly CheckedStep[]
  /** What is bound inside and not before, with the types it has at the end. */
  readonly places: Places
  readonly types: ReadonlyMap<string, ValueType>
}

interface Branches {
  readonly then: Branch
  readonly else: Branch
}

/**
 * Names that both branches bind, to values of different types. The emitted variable has one type, so both branches
 * are checked again with the type that joins the two.
 */
function findWidened({ then, else: otherwise }: Branches): ReadonlyMap<string, ValueType> {
  const widened = new Map<string, ValueType>()
  for (const [name, type] of then.types) {
    const other = otherwise.types.get(name)
    if (other === undefined || type.kind === 'null' || other.kind === 'null') continue
    const isSame = JSON.stringify(withoutNull(type)) === JSON.stringify(withoutNull(other))
    if (!isSame) widened.set(name, joinTypes(type, other))
  }
  return widened
}

/** What is seen behind an `if`: the results of a branch that did not run are null. */
function listGiven(left: Branch, right: Branch): readonly StepResult[] {
  const names = [...new Set([...left.types.keys(), ...right.types.keys()])]
  return names.map((name) => {
    const types = [left.types.get(name), right.types.get(name)].filter((type) => type !== undefined)
    return { name, type: withNull(types.reduce(joinTypes)) }
  })
}
