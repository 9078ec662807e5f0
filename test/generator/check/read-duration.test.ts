import { describe, expect, it } from 'vitest'
import { readDuration } from '../../../generator/3-check/type/read-duration.js'

describe('a duration', () => {
  it.each([
    ['1ms', 1],
    ['250ms', 250],
    ['1s', 1_000],
    ['90s', 90_000],
    ['1m', 60_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['90d', 7_776_000_000],
    ['1w', 604_800_000],
    ['52w', 31_449_600_000],
    ['9007199254740991ms', Number.MAX_SAFE_INTEGER],
    ['9007199254740993ms', Number.MAX_SAFE_INTEGER],
    [`1${'0'.repeat(400)}w`, Number.MAX_SAFE_INTEGER],
  ])('%s', (text, expected) => {
    expect(readDuration(text)).toBe(expected)
  })
})
