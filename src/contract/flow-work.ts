import type { Context, Principal } from './caller.js'
import type { SignalEnvelope } from './envelope.js'
import type { FlowJob } from './flow.js'
import type { FlowHold } from './flow-store.js'
import type { Awaitable } from './json.js'
import type { ActionProgram } from './program.js'

/** How the kernel hands on what was emitted. */
export interface FlowDispatch {
  /** True where jobs commit together with what emitted their signals. */
  readonly isTransactional: boolean
  /** One job for each signal and flow that listens to it: by emission, then by the flow's id. */
  jobsOf(emission: Emission): readonly FlowJob[]
  /** Adds jobs that no commit carries. */
  enqueue(jobs: readonly FlowJob[]): Awaitable<void>
  /** Tells that there may be work; it begins later, never within this call. */
  wake(): void
}

/** The signals of one action, and on whose behalf it ran. */
export interface Emission {
  readonly signals: readonly SignalEnvelope[]
  readonly principal: Principal
  readonly ctx: Context
  /** How many flow runs led to the runs that follow: 1 for the signals of a mutation. */
  readonly depth: number
}

/** A `run` step that the kernel is asked to run. */
export interface FlowAction {
  readonly action: ActionProgram
  readonly input: unknown
  readonly principal: Principal
  readonly ctx: Context
  readonly step: FlowStepPlace
}

/** The step of a run on whose behalf an action runs. */
export interface FlowStepPlace {
  readonly flow: string
  readonly hold: FlowHold
  readonly path: string
  /** The run's own: what the action emits leads one deeper. */
  readonly depth: number
}
