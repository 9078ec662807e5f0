type Timers = { setTimeout?(callback: () => void, milliseconds: number): unknown }

/** Fulfilled when everybody else who was waiting has had a turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { setTimeout } = globalThis as Timers
    if (setTimeout === undefined) resolve()
    else setTimeout(resolve, 0)
  })
}
