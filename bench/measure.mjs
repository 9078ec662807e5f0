// Timing that survives a noisy machine: contenders take turns in one process, and ratios are taken round by round.

/**
 * Calls every contender in turn, `rounds` times, each time for about `sliceMs`.
 * `contenders` is name → function that does one call and may return a promise. `warm` calls go before, three times, and
 * a slice has `least` calls or more: less where a call takes milliseconds. Gives, for each, nanoseconds per call by round.
 */
export async function takeTurns(contenders, { rounds = 30, sliceMs = 40, warm = 20_000, least = 200 } = {}) {
  const names = Object.keys(contenders)
  const sizes = {}
  for (const name of names) sizes[name] = await calibrate(contenders[name], { sliceMs, warm, least })
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    // Another start each round, so that nobody always runs after the same neighbour.
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length]
      times[name].push(await timeBatch(contenders[name], sizes[name]))
    }
  }
  return times
}

/** How many calls fill the slice, after a warm-up in which the compiler has seen the code. */
async function calibrate(call, { sliceMs, warm, least }) {
  for (let time = 0; time < 3; time++) await timeBatch(call, warm)
  const nanoseconds = await timeBatch(call, Math.ceil(warm / 4))
  return Math.max(least, Math.round((sliceMs * 1e6) / nanoseconds))
}

async function timeBatch(call, size) {
  const start = process.hrtime.bigint()
  for (let index = 0; index < size; index++) await call()
  return Number(process.hrtime.bigint() - start) / size
}

export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Median time of each contender, and the median over rounds of its ratio to `reference` in the same round. */
export function summarise(times, reference) {
  const rows = {}
  for (const [name, all] of Object.entries(times)) {
    rows[name] = { time: median(all), ratio: median(all.map((time, round) => time / times[reference][round])) }
  }
  return rows
}

/** A table with one contender a line. `unit` turns a time into text. */
export function printTable(title, rows, reference, unit) {
  console.log(`\n${title}`)
  const width = Math.max(...Object.keys(rows).map((name) => name.length))
  for (const [name, { time, ratio }] of Object.entries(rows)) {
    console.log(`  ${name.padEnd(width)}  ${unit(time).padStart(10)}  ${ratio.toFixed(2).padStart(8)} × ${reference}`)
  }
}
