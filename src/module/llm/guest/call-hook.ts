import type { ToolHooks } from './declaration.js'
import { LlmError, messageOf } from './llm-error.js'

/** What a hook gave; undefined for nothing, and where it failed and the policy is `open`. Rejects where it is `closed`. */
export async function callHook<Given>(
  hooks: ToolHooks,
  name: 'before' | 'after' | 'onError',
  call: () => Given | PromiseLike<Given>,
): Promise<Given | undefined> {
  try {
    return await call()
  } catch (thrown) {
    if (hooks.failure === 'open') return undefined
    const message = `the hook ${name} failed: ${messageOf(thrown)}`
    throw new LlmError('llm_hook_error', message, { hook: name, cause: thrown })
  }
}

/** Ends the run where a hook asked for it. */
export function endWhereAsked(answer: { readonly abort?: boolean | string } | undefined, hook: string): void {
  const { abort } = answer ?? {}
  if (abort === undefined || abort === false) return
  const because = typeof abort === 'string' && abort !== '' ? `: ${abort}` : ''
  throw new RunAborted(new LlmError('llm_aborted_error', `the hook ${hook} ended the run${because}`, { hook }))
}

/** Carries an error past everything that would tell the model of it. */
export class RunAborted {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}
