import type {
  ActionModel,
  AppModel,
  CapabilityModel,
  CollectionModel,
  ProjectionModel,
  SignalModel,
  StepModel,
} from '../../artifact/app-model.js'
import { RootFinder } from './find-roots.js'
import { isJudged } from './is-judged.js'
import { type DeclaredKind, ProgramNames } from './program-names.js'
import type { Unit } from './unit.js'

/** The model with its declarations by id, and what one emitted function must know of another. */
export class ProgramFacts {
  readonly model: AppModel
  readonly names: ProgramNames
  private readonly actions: ReadonlyMap<string, ActionModel>
  private readonly capabilities: ReadonlyMap<string, CapabilityModel>
  private readonly collections: ReadonlyMap<string, CollectionModel>
  private readonly projections: ReadonlyMap<string, ProjectionModel>
  private readonly signals: ReadonlyMap<string, SignalModel>
  private readonly waiting = new Map<string, boolean>()
  private readonly running = new Map<string, boolean>()

  constructor(model: AppModel) {
    this.model = model
    this.names = new ProgramNames(model)
    this.actions = byId(model.actions)
    this.capabilities = byId(model.capabilities)
    this.collections = byId(model.collections)
    this.projections = byId(model.projections)
    this.signals = byId(model.signals)
  }

  action(id: string): ActionModel {
    return found(this.actions, id)
  }

  capability(id: string): CapabilityModel {
    return found(this.capabilities, id)
  }

  collection(id: string): CollectionModel {
    return found(this.collections, id)
  }

  projection(id: string): ProjectionModel {
    return found(this.projections, id)
  }

  signal(id: string): SignalModel {
    return found(this.signals, id)
  }

  /** Mentions something that the model declares. */
  use(unit: Unit, kind: DeclaredKind, id: string): string {
    return unit.name(this.names.of(kind, id))
  }

  /** Whether an action waits for something outside of the app: then its function is async. Actions call in no circle. */
  waits(id: string): boolean {
    return remember(this.waiting, id, () => {
      const { steps, emits, guards } = this.action(id)
      const isHeldUp =
        isJudged(guards.pre) || isJudged(guards.post) || emits.some(({ signal }) => this.emitWaits(signal))
      return isHeldUp || this.readsSession(id) || this.stepsWait(steps)
    })
  }

  /** Whether an action sees the session that was there when it began. */
  readsSession(id: string): boolean {
    return this.rootsOf(id).has('session')
  }

  /** The constant that says what becomes of the session when an action ends; null for one that leaves it alone. */
  outcome(unit: Unit, id: string): string | null {
    return this.action(id).sessionOutcome === null ? null : unit.name(this.names.outcome(id))
  }

  /** Whether emitting a signal has to be waited for, because a judge decides some of its rules. */
  emitWaits(signal: string): boolean {
    return isJudged(found(this.signals, signal).guards)
  }

  /** Whether an action's function takes the run. */
  takesRun(id: string): boolean {
    return remember(this.running, id, () => {
      const { steps, emits, guards } = this.action(id)
      if (guards.pre !== null || guards.post !== null) return true
      const roots = this.rootsOf(id)
      return emits.length > 0 || ofRun.some((root) => roots.has(root)) || this.stepsTakeRun(steps)
    })
  }

  private rootsOf(id: string): ReadonlySet<string> {
    const { steps, emits, result, guards } = this.action(id)
    const roots = new RootFinder()
    roots.guards(guards.pre)
    roots.guards(guards.post)
    roots.steps(steps)
    roots.emits(emits)
    roots.template(result)
    return roots.found
  }

  /** Whether a call of an action has to be run as one step, which can be undone, is timed, or commits by itself. */
  isInline({ target, policy, goesOn }: StepModel & { readonly kind: 'call' }): boolean {
    if (target.kind !== 'action' || !(this.takesRun(target.id) || this.settles(target.id))) return false
    return policy !== null || goesOn !== null || target.isUnit
  }

  private stepsWait(steps: readonly StepModel[]): boolean {
    return steps.some((step) => {
      if (step.kind === 'if') return this.stepsWait(step.then) || this.stepsWait(step.else)
      if (step.kind !== 'call' || step.target.kind === 'capability') return false
      if (step.target.kind !== 'action') return true
      const { id } = step.target
      return this.settles(id) || this.isInline(step) || this.waits(id)
    })
  }

  private stepsTakeRun(steps: readonly StepModel[]): boolean {
    return steps.some((step) => {
      if (step.goesOn !== null) return true
      if (step.kind === 'if') return this.stepsTakeRun(step.then) || this.stepsTakeRun(step.else)
      if (step.kind !== 'call' || step.target.kind === 'capability') return false
      return step.target.kind !== 'action' || this.settles(step.target.id) || this.takesRun(step.target.id)
    })
  }

  private settles(id: string): boolean {
    return this.action(id).sessionOutcome !== null
  }
}

// What an action's function takes from its run.
const ofRun = ['principal', 'ctx', 'session']

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]))
}

function found<Entry>(entries: ReadonlyMap<string, Entry>, id: string): Entry {
  const entry = entries.get(id)
  if (entry === undefined) throw new Error(`bug: the model names "${id}" and does not declare it`)
  return entry
}

function remember(known: Map<string, boolean>, id: string, find: () => boolean): boolean {
  const answer = known.get(id) ?? find()
  known.set(id, answer)
  return answer
}
