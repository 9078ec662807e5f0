import type { CallPolicy, Continued } from '../../src/contract/call-policy.js'

/** Which failures an action goes on behind; null: none. */
export type GoesOn = 'always' | Continued | null

/** A policy as it is printed: without what holds anyway. Null: nothing of it is left. */
export type CallPolicyModel = CallPolicy | null
