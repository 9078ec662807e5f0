import type { SignalEnvelope } from '../contract/envelope.js'
import { bug } from '../semantics/bug.js'

/** The signals of one attempt to run an action: those that its actions emit, and those that broken rules leave. */
export class EmittedSignals {
  private signals: SignalEnvelope[] = []
  private violations: SignalEnvelope[] = []

  /** How many the actions have emitted. */
  get count(): number {
    return this.signals.length
  }

  /** How many broken rules have left. */
  get violationCount(): number {
    return this.violations.length
  }

  add(signal: SignalEnvelope): void {
    this.signals.push(signal)
  }

  addViolation(signal: SignalEnvelope): void {
    this.violations.push(signal)
  }

  /** All of them in the order in which they leave: each as it was emitted, then the violations as they were found. */
  list(): readonly SignalEnvelope[] {
    return this.violations.length === 0 ? this.signals : [...this.signals, ...this.violations]
  }

  /** Takes out those at these places of the list, and gives them. */
  remove(places: readonly number[]): readonly SignalEnvelope[] {
    const all = this.list()
    const removed = places.map((place) => {
      const signal = all[place]
      if (signal === undefined) throw bug('history refused an event that it was not given')
      return signal
    })
    if (removed.length === 0) throw bug('history refused events and names none')
    this.signals = this.signals.filter((signal) => !removed.includes(signal))
    this.violations = this.violations.filter((signal) => !removed.includes(signal))
    return removed
  }
}
