/** What an owner needs of the VM that it owns. */
export interface VmDoor {
  /** How many calls into the guest are on the stack. */
  readonly depth: number
  /** It trapped, and nothing may be asked of it any more. */
  readonly poisoned: boolean
  /** Calls to host functions whose promise has not settled. */
  readonly pendingNatives: number
  /**
   * Runs up to so many promise jobs and tells how many are left, as far as it knows. Stops after a job that latched an
   * interrupt; where one is latched before, every job meets it. Throws only where the VM is poisoned.
   */
  drain(maxJobs: number): number
  /** Ends what runs in the guest, past every `catch` and `finally`, until the interrupt is cleared. */
  interrupt(reason: unknown): void
  clearInterrupt(): void
  /** Its promise jobs have no end: nothing is asked of it from now on. */
  giveUp(): void
  /** `look` is called from time to time while guest code runs; it may interrupt. */
  watch(look: () => void): void
}
