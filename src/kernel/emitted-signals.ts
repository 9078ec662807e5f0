import type { SignalEnvelope } from '../contract/envelope.js'
import { bug } from '../semantics/bug.js'

/** A signal that history did not take. */
export interface Removed {
  readonly signal: SignalEnvelope
  readonly onError: 'abort' | undefined
}

/** The signals of one attempt to run an action: those that its actions emit, and those that broken rules leave. */
export class EmittedSignals {
  private signals: SignalEnvelope[] = []
  /** Those whose loss ends the action. */
  private readonly needed = new Set<SignalEnvelope>()
  private violations: SignalEnvelope[] = []

  /** How many the actions have emitted. */
  get count(): number {
    return this.signals.length
  }

  /** How many broken rules have left. */
  get violationCount(): number {
    return this.violations.length
  }

  /** `abort`: the action fails where the signal is dropped later. */
  add(signal: SignalEnvelope, onError?: 'abort'): void {
    this.signals.push(signal)
    if (onError === 'abort') this.needed.add(signal)
  }

  addViolation(signal: SignalEnvelope): void {
    this.violations.push(signal)
  }

  /** All of them in the order in which they leave: each as it was emitted, then the violations as they were found. */
  list(): readonly SignalEnvelope[] {
    return this.violations.length === 0 ? this.signals : [...this.signals, ...this.violations]
  }

  /** How much has been emitted, to come back to. */
  mark(): { readonly signals: number; readonly violations: number } {
    return { signals: this.signals.length, violations: this.violations.length }
  }

  restore({ signals, violations }: ReturnType<EmittedSignals['mark']>): void {
    this.signals.length = signals
    this.violations.length = violations
  }

  /** Takes out those at these places of the list, and gives them with what follows from that. */
  remove(places: readonly number[]): readonly Removed[] {
    const all = this.list()
    const removed = places.map((place) => {
      const signal = all[place]
      if (signal === undefined) throw bug('history refused an event that it was not given')
      return signal
    })
    if (removed.length === 0) throw bug('history refused events and names none')
    this.signals = this.signals.filter((signal) => !removed.includes(signal))
    this.violations = this.violations.filter((signal) => !removed.includes(signal))
    return removed.map((signal) => ({ signal, onError: this.needed.has(signal) ? 'abort' : undefined }))
  }
}
