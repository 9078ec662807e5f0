import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantFormatter } from '../../../src/semantics/format-instant.js'
import { normalTimestamp } from '../../../src/semantics/timestamp.js'

const good: readonly (readonly [text: string, normal: string])[] = [
  ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
  ['2026-01-31T09:30:00.1Z', '2026-01-31T09:30:00.100Z'],
  ['2026-01-31T09:30:00.12Z', '2026-01-31T09:30:00.120Z'],
  ['2026-01-31T09:30:00.123Z', '2026-01-31T09:30:00.123Z'],
  ['2026-01-31T09:30:00.999999999Z', '2026-01-31T09:30:00.999Z'],
  ['2026-01-31T09:30:00.0009Z', '2026-01-31T09:30:00.000Z'],
  ['2026-01-31T09:30:00+00:00', '2026-01-31T09:30:00.000Z'],
  ['2026-01-31T09:30:00-00:00', '2026-01-31T09:30:00.000Z'],
  ['2026-01-31T09:30:00.5+01:30', '2026-01-31T08:00:00.500Z'],
  ['2026-01-31T22:30:00-05:00', '2026-02-01T03:30:00.000Z'],
  ['2026-01-01T00:00:00+23:59', '2025-12-31T00:01:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
  ['0000-02-29T23:59:59Z', '0000-02-29T23:59:59.000Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ['0000-01-01T00:00:00-00:01', '0000-01-01T00:01:00.000Z'],
  ['0099-12-31T23:00:00-02:00', '0100-01-01T01:00:00.000Z'],
  ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999Z'],
  ['9999-12-31T23:59:59+00:01', '9999-12-31T23:58:59.000Z'],
]

const bad: readonly string[] = [
  '',
  '2026-01-31',
  '2026-01-31T09:30Z',
  '2026-01-31T09:30:00',
  '2026-01-31 09:30:00Z',
  '2026-01-31t09:30:00z',
  '2026-01-31T09:30:00z',
  '2026-01-31T09:30:00.Z',
  '2026-01-31T09:30:00.1234567890Z',
  '2026-01-31T09:30:00,5Z',
  '2026-01-31T09:30:00Z ',
  ' 2026-01-31T09:30:00Z',
  '2026-01-31T09:30:00ZZ',
  '2026-01-31T09:30:00.123ZZ',
  '2026-01-31T09:30:00+0130',
  '2026-01-31T09:30:00+01',
  '2026-01-31T09:30:00+01:3',
  '2026-01-31T09:30:00+24:00',
  '2026-01-31T09:30:00+01:60',
  '2026-01-31T09:30:00±01:00',
  '2026-00-31T09:30:00Z',
  '2026-13-01T09:30:00Z',
  '2026-01-00T09:30:00Z',
  '2026-01-32T09:30:00Z',
  '2026-04-31T09:30:00Z',
  '2026-02-29T09:30:00Z',
  '1900-02-29T09:30:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T09:60:00Z',
  '2026-01-31T09:30:60Z',
  '2016-12-31T23:59:60Z',
  '+002026-01-31T09:30:00Z',
  '-001-01-31T09:30:00Z',
  '2026-1-31T09:30:00.0Z',
  '２０２６-01-31T09:30:00Z',
  '2026-01-31T09:30:0:Z',
  '2026-01-31T0/:30:00Z',
  '0000-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  '2026-01-31T09:30:00.12a456789Z',
]

describe('a timestamp', () => {
  it.each(good)('%s is %s', (text, normal) => {
    expect(normalTimestamp(text)).toBe(normal)
    expect(normalTimestamp(normal)).toBe(normal)
  })

  it.each(bad)('is not %j', (text) => {
    expect(normalTimestamp(text)).toBeNull()
  })

  it('keeps the instant and its order', () => {
    const text = fc
      .tuple(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        fc.integer({ min: -1439, max: 1439 }),
      )
      .map(([date, minutes]) => ({ ms: date.getTime(), text: withOffset(date, minutes) }))
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [first, second] = [normalTimestamp(left.text), normalTimestamp(right.text)]
        expect(first).toBe(new Date(left.ms).toISOString())
        expect(String(first) < String(second)).toBe(left.ms < right.ms)
      }),
    )
  })

  it('gives a normal text or null for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123459-:TZ.+'), maxLength: 36 }), (text) => {
        const normal = normalTimestamp(text)
        expect(normal === null || new Date(normal).toISOString() === normal).toBe(true)
      }),
    )
  })
})

it('formats instants as dates do, in any order', () => {
  const format = instantFormatter()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -62167219200000, max: 253402300799999 })), (instants) => {
      const around = instants.flatMap((ms) => [ms, ms, Math.min(ms + 1, 253402300799999)])
      expect(around.map(format)).toEqual(around.map((ms) => new Date(ms).toISOString()))
    }),
  )
})

function withOffset(date: Date, minutes: number): string {
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const size = Math.abs(minutes)
  const digits = (value: number) => `${value}`.padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`
}
