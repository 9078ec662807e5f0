import type { SpecSyntax } from '../../artifact/documents.js'
import { findSessionRead } from './find-session-reads.js'

const ports = ['session.read', 'session.write']

/** Whether anything of an app speaks of a session; without fields, nothing else of it would be emitted. */
export function isSessionUsed({ session, actions, views }: SpecSyntax): boolean {
  if (session !== null && session.fields.length + session.defaults.length > 0) return true
  if (findSessionRead(views) !== null) return true
  return actions.some(
    ({ value }) => value.sessionOutcome !== null || findSessionRead(value) !== null || callsPort(value.do),
  )
}

type Steps = SpecSyntax['actions'][number]['value']['do']

function callsPort(steps: Steps): boolean {
  return steps.some((step) => {
    if (step.kind === 'if') return callsPort(step.then) || callsPort(step.else)
    return step.kind === 'call' && ports.includes(step.call.text)
  })
}
