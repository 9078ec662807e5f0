import { expect, it } from 'vitest'
import { systemTimer } from '../../src/host/system-timer.js'

function running(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}

it('wakes once, and not where it was stopped', async () => {
  const woken: string[] = []
  systemTimer.after(1, () => woken.push('a'))
  systemTimer.after(1, () => woken.push('b'))()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(woken).toEqual(['a'])
})

it('keeps no process alive', () => {
  const before = running()
  const stop = systemTimer.after(60_000, () => {})
  expect(running()).toBe(before)
  const kept = setTimeout(() => {}, 60_000)
  expect(running()).toBe(before + 1)
  clearTimeout(kept)
  stop()
})

it('waits long where the time is longer than a system can count', async () => {
  let isWoken = false
  const stop = systemTimer.after(2 ** 40, () => {
    isWoken = true
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  stop()
  expect(isWoken).toBe(false)
})
