// Takes a valid invocation; gives it as allowed, with the caller's effective roles.
// Promises that an allowed invocation exists only where this file made it, from roles that the app derived.
// Does not authenticate: who the caller is was verified by the host, which may have the last word.

import type { Principal } from '../contract/caller.js'
import type { Awaitable, Json } from '../contract/json.js'
import type { Program } from '../contract/program.js'
import { isJson } from '../semantics/is-json.js'
import { isPromise } from '../semantics/is-promise.js'
import { violation } from '../semantics/wording.js'
import { none, type Refused, refused } from './ending.js'
import type { Host } from './host.js'
import type { Allowed, Entrypoint, Invocation } from './invocation.js'

type Claims = Principal['claims']

const noClaims: Claims = Object.freeze({})

/** Checks the principal, derives its roles and decides; then asks the host, where it has a check of its own. */
export function admit(host: Host, valid: Invocation<'valid'>): Awaitable<Allowed<Entrypoint> | Refused> {
  const allowed = authorize(host.program, valid)
  if (host.principal === null || allowed.stage === 'ended') return allowed
  const decide = (isAdmitted: unknown): Allowed<Entrypoint> | Refused =>
    isAdmitted === true ? allowed : denied(valid.entrypoint, none, 'principal_validation_error')
  const answer = host.principal.validate(allowed.principal)
  return isPromise(answer) ? answer.then(decide) : decide(answer)
}

/** What the app itself says of a caller. */
export function authorize(program: Program, valid: Invocation<'valid'>): Allowed<Entrypoint> | Refused {
  const { received, entrypoint, input } = valid
  const caller = readCaller(received.authContext)
  if (caller === null) return denied(entrypoint, none, 'principal_validation_error')
  caller.roles = program.deriveRoles(caller.subject, caller.claims)
  if (!isAllowed(program, entrypoint, caller.roles)) return denied(entrypoint, caller.roles, null)
  return { stage: 'allowed', received, entrypoint, input, principal: caller, ctx: received.ctx }
}

// The principal before its roles are known; it becomes one in place, because a copy would be made in every call.
interface Caller extends Omit<Principal, 'roles'> {
  roles: readonly string[]
}

// Null where the auth context is malformed. Roles that it may hold are ignored: only the app derives them.
function readCaller(authContext: unknown): Caller | null {
  if (authContext === undefined || authContext === null)
    return { subject: null, claims: noClaims, tags: none, roles: none }
  if (typeof authContext !== 'object') return null
  try {
    const { subject, claims, tags } = authContext as Record<string, unknown>
    if (subject !== null && (typeof subject !== 'string' || !subject.isWellFormed())) return null
    if (!isAbsent(claims) && !areClaims(claims)) return null
    if (!isAbsent(tags) && !areTexts(tags)) return null
    return {
      subject,
      claims: isAbsent(claims) ? noClaims : claims,
      tags: isAbsent(tags) ? none : tags,
      roles: none,
    }
  } catch {
    // A getter or a proxy that throws.
    return null
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function areClaims(value: unknown): value is Claims {
  return typeof value === 'object' && !Array.isArray(value) && isJson(value)
}

function areTexts(value: unknown): value is readonly string[] {
  if (!Array.isArray(value)) return false
  for (let index = 0; index < value.length; index++) if (typeof value[index] !== 'string') return false
  return true
}

function isAllowed(program: Program, { roles }: Entrypoint, effective: readonly string[]): boolean {
  if (roles === null) return program.defaultPolicy === 'allow'
  for (let index = 0; index < roles.length; index++) if (effective.includes(roles[index] as string)) return true
  return false
}

function denied(entrypoint: Entrypoint, effectiveRoles: readonly string[], reason: string | null): Refused {
  const roles: Record<string, Json> = { requiredRoles: entrypoint.roles ?? none, effectiveRoles }
  const details = reason === null ? roles : { reason, ...roles }
  return refused(entrypoint.kind, [violation('access_denied_error', { kind: entrypoint.kind }, { details })])
}
