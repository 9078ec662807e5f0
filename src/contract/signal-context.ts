/** A signal as expressions see it beside its payload: the root `signal`. */
export interface SignalContext {
  readonly signal_name: string
  readonly version: number
  readonly event_key: string
  readonly emitted_at: string
  readonly trace_id: string
}
