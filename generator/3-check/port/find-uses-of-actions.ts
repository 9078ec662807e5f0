import { sessionRead, sessionWrite } from '../../artifact/standard-ports.js'
import type { Declarations, DeclaredAction } from '../declaration/declarations.js'
import { findSessionRead } from '../session/find-session-reads.js'
import type { Use } from './port-use.js'

/** The ports that an action calls, however deep. */
export function findUsesOfAction(
  action: string,
  from: string,
  { callables }: Pick<Declarations, 'callables'>,
): readonly Use[] {
  const reached = new Set([action])
  const uses: Use[] = []
  for (const name of reached) {
    const callable = callables.get(name)
    if (callable?.kind !== 'action') continue
    const by = { kind: 'action', id: name } as const
    for (const { target } of callable.calls) {
      const kind = callables.get(target.text)?.kind
      if (kind === 'action') reached.add(target.text)
      if (kind === 'port') uses.push({ port: target.text, at: target.at, by, from })
    }
    for (const use of findUsesOfSession(callable)) uses.push({ ...use, by, from })
  }
  return uses
}

/** An action that sees the session reads it, and one that clears it writes it, without any call. */
function findUsesOfSession({ syntax }: DeclaredAction): readonly Pick<Use, 'port' | 'at'>[] {
  const read = findSessionRead(syntax)
  const { sessionOutcome } = syntax
  const clears = sessionOutcome !== null && sessionOutcome.clears.length > 0
  return [
    ...(read === null ? [] : [{ port: sessionRead.id, at: read }]),
    ...(clears ? [{ port: sessionWrite.id, at: sessionOutcome.at }] : []),
  ]
}
