import { FlowRunner, type RunnerParts } from './flow-runner.js'
import { inspectFlows } from './inspect-flows.js'

/** What a program with flows brings along: the part that apps without them do not carry. */
export interface FlowKernel {
  createRunner(parts: RunnerParts): FlowRunner
  readonly inspectFlows: typeof inspectFlows
}

/** What apps with flows need; emitted programs bring it along. */
export const flowKernel: FlowKernel = { createRunner: (parts) => new FlowRunner(parts), inspectFlows }
