import type { CallPolicy, Continued } from '../../../src/contract/call-policy.js'
import type { ActionRun, MutationProgram } from '../../../src/contract/program.js'
import { type VirtualTimer, virtualTimer } from '../../harness/virtual-timer.js'
import { type DeskOptions, startDesk, withProbe } from './desk.js'
import { mailSend } from './ports-and-signals.js'

export const letter = { to: 'ann', subject: 'hello' }

/** What `mail.send` does, attempt by attempt, counted from 1. */
export type Serve = (attempt: number, timer: VirtualTimer) => unknown

/** Sends one mail as an emitted action would, with a policy, and goes on behind a failure where `on` says so. */
export function sending(policy?: CallPolicy, on?: Continued | 'always') {
  return async (_: unknown, run: ActionRun): Promise<unknown> => {
    if (on === undefined) return run.call(mailSend, letter, 'desk.probe/do.0', policy)
    let sent: unknown = null
    try {
      sent = await run.call(mailSend, letter, 'desk.probe/do.0', policy)
    } catch (thrown) {
      run.passOver('desk.probe/do.0', thrown, on === 'always' ? undefined : on)
    }
    return sent
  }
}

export interface ProbeOptions extends DeskOptions {
  readonly timer?: VirtualTimer
}

/** Runs a probe over a desk whose mail is served so, in virtual time. */
export async function probe(run: MutationProgram['run'], serve: Serve, options: ProbeOptions = {}) {
  const { timer = virtualTimer() } = options
  const starts: number[] = []
  const mail = {
    kind: 'provider',
    activate: () => ({
      'mail.send': () => {
        starts.push(timer.now)
        return serve(starts.length, timer)
      },
    }),
  }
  const desk = startDesk({
    program: withProbe(run),
    modules: { mail },
    ...options,
    hostPorts: { timer, ...options.hostPorts },
  })
  await desk.runtime.ready
  const answer = await timer.settle(desk.mutate('probe', {}))
  return { ...desk, answer, error: answer.error, starts, timer, endedAt: timer.now }
}
