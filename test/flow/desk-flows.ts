import type { ActionProgram, ActionRun, FlowProgram, SignalProgram } from '../../src/contract/program.js'
import { flowKernel } from '../../src/program.js'
import { type Desk, type DeskOptions, startDesk, withProbe } from '../runtime/desk/desk.js'
import { mailSend } from '../runtime/desk/ports-and-signals.js'
import { aDay } from './office.js'

export interface Asked {
  readonly id: string
}

export const asked: SignalProgram<Asked> = {
  id: 'desk.asked',
  version: 1,
  eventKey: ({ id }) => id,
  readPayload: (raw) => raw as Asked,
}

/** What the desk's flow does for one that asked: counts in the store how often it did, and then sends a mail. */
export interface Steps {
  readonly record?: ActionProgram<Asked>
  readonly mail?: ActionProgram<Asked>
}

/** Counts how often it was run for one, and says for whom. */
export const record: ActionProgram<Asked> = {
  action: 'desk.record',
  effects: ['write'],
  run: async ({ id }, run) => {
    const { record: found } = await run.readFrom('agents', id)
    const times = Number((found as { readonly display?: string } | null)?.display?.split(' ')[0] ?? 0) + 1
    const display = `${times} for ${run.principal.subject}, ${run.principal.roles}`
    await run.write({ patch: { op: 'upsert', collection: 'agents', id, value: { display } } })
    return { ok: true }
  },
}

const mail: ActionProgram<Asked> = {
  action: 'desk.mail',
  effects: ['network'],
  run: async ({ id }, run) => run.call(mailSend, { to: id, subject: run.ctx.traceId }, 'desk.mail/do.0'),
}

function flowOf(steps: Steps): FlowProgram {
  const flow: FlowProgram<Asked, object> = {
    id: 'answer',
    on: [asked as SignalProgram],
    lifecycle: aDay,
    readState: () => ({}),
    run: async (run) => {
      await run.perform(steps.record ?? record, run.payload, { path: 'steps.0' })
      await run.perform(steps.mail ?? mail, run.payload, { path: 'steps.1' })
    },
  }
  return flow as FlowProgram
}

export interface FlowDeskOptions extends DeskOptions {
  readonly steps?: Steps
  /** What the call does that asks, beside emitting. */
  readonly call?: (run: ActionRun) => unknown
}

/** The desk, with a flow that follows whoever asks. */
export async function startFlowDesk({ steps = {}, call, ...options }: FlowDeskOptions): Promise<Desk> {
  const program = withProbe(
    async (input, run) => {
      run.emit(asked, () => input)
      await call?.(run)
      return { ok: true }
    },
    { effects: ['emit'] },
    { flows: new Map([['answer', flowOf(steps)]]), flowKernel },
  )
  let count = 0
  // A run has an id of its own, in every process, where one of the desk’s calls makes do with one for all.
  const identity = { newTraceId: () => `trace-${++count}`, newInvocationId: () => `call-${process.pid}-${++count}` }
  const desk = startDesk({ ...options, program, hostPorts: { identity, ...options.hostPorts } })
  await desk.runtime.ready
  return desk
}
