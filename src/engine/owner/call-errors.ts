import { EngineError } from '../engine-error.js'

export type CallPhase = 'queued' | 'running'

/** Nobody waits for the call any more. */
export function callCanceled(operation: string, phase: CallPhase, cause: unknown): EngineError {
  return new EngineError('ERR_CALL_CANCELED', `The call "${operation}" was canceled while it was ${phase}.`, {
    operation,
    phase,
    cause,
  })
}

/** Why what a call set going is aborted when the call has ended. */
export function callEnded(operation: string): EngineError {
  return new EngineError('ERR_CALL_CANCELED', `The call "${operation}" has ended.`, { operation, phase: 'ended' })
}

export function callTimedOut(operation: string, phase: CallPhase, timeoutMs: number): EngineError {
  const message = `The call "${operation}" took longer than ${timeoutMs} ms.`
  return new EngineError('ERR_CALL_TIMEOUT', message, { operation, phase, timeoutMs })
}

export function ownerClosed(operation: string): EngineError {
  return new EngineError('ERR_OWNER_CLOSED', `The owner takes no more calls: "${operation}" came too late.`, {
    operation,
  })
}

export function queueFull(operation: string, queueDepth: number, limit: number): EngineError {
  const message = `The queue is full: "${operation}" would be call ${queueDepth + 1} of at most ${limit}.`
  return new EngineError('ERR_SCHEDULE_REJECTED', message, { operation, queueDepth, limit })
}

export function offOwner(operation: string): EngineError {
  const message = `"${operation}" may be run at once only by code that the owner is running now, with the context it was given.`
  return new EngineError('ERR_SCHEDULE_REJECTED', message, { operation })
}

/** Something broke that no program is meant to handle: the VM, or code that throws what is no error. */
export function callPanicked(operation: string, cause: unknown, withStack: boolean): EngineError {
  const message = `The call "${operation}" panicked: ${describe(cause)}`
  const stack = withStack && cause instanceof Error ? { stack: cause.stack } : {}
  return new EngineError('ERR_CALL_PANICKED', message, { operation, cause, ...stack })
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  try {
    return String(thrown)
  } catch {
    return 'something without a text was thrown'
  }
}

/** What a call ended with is what its body threw, by identity, unless that is no error or breaks the VM. */
export function isPanic(thrown: unknown): boolean {
  if (Object.prototype.toString.call(thrown) !== '[object Error]' && !(thrown instanceof Error)) return true
  if (thrown instanceof EngineError) return thrown.code === 'ERR_VM_POISONED'
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: { readonly RuntimeError: new () => Error } }
  return WebAssembly !== undefined && thrown instanceof WebAssembly.RuntimeError
}
