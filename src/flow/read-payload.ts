import type { SignalEnvelope } from '../contract/envelope.js'
import type { FlowProgram, SignalProgram } from '../contract/program.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { describeIssues, IssueList } from '../semantics/issue-list.js'

/**
 * The payload of the signal that a run is about, as the flow's program declares it. A job may be older than the program:
 * its payload is brought to the current version, and read anew.
 */
export function readPayload(flow: FlowProgram, signal: SignalEnvelope): unknown {
  const program = flow.on.find(({ id }) => id === signal.signalId)
  if (program === undefined) throw unreadable(flow, signal, 'the flow does not listen to it any more')
  const current = migrated(flow, program, signal)
  const issues = new IssueList()
  const payload = program.readPayload(current, issues)
  if (issues.found !== undefined) throw unreadable(flow, signal, describeIssues(issues.found))
  return payload
}

function migrated(flow: FlowProgram, program: SignalProgram, signal: SignalEnvelope): unknown {
  let { payload, signalVersion: version } = signal
  while (version !== program.version) {
    const step = program.migrations?.find(({ from }) => from === version)
    if (step === undefined)
      throw unreadable(flow, signal, `nothing leads from its version ${version} to version ${program.version}`)
    payload = migrate(flow, signal, () => step.migrate(payload))
    version++
  }
  return payload
}

function migrate(flow: FlowProgram, signal: SignalEnvelope, step: () => unknown): unknown {
  try {
    return step()
  } catch (thrown) {
    throw thrown instanceof CallFailed ? unreadable(flow, signal, thrown.message) : thrown
  }
}

function unreadable(flow: FlowProgram, signal: SignalEnvelope, problem: string): CallFailed {
  return callFailed('flow_signal_error', { flow: flow.id, signal: signal.signalId, problem })
}
