import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseManifest } from '../../../generator/2-parse/parse-manifest.js'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import { checkSpec } from '../../../generator/3-check/check-spec.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'

const spec = readFileSync(new URL('./desk.yaml', import.meta.url), 'utf8')
const manifest = `tenon: 1
modules:
  - { id: store, kind: provider, source: "tenon:memory" }
  - id: mail
    kind: provider
    source: ./providers/mail.ts
    provides: [mail.send@1.0.0]
    config: { from: "\${env:FROM:-desk}" }
bindings: { mail.send@1.0.0: mail }
`

interface Edit {
  readonly at: number
  readonly removed: number
  readonly added: string
}

const marks = [
  '{',
  '}',
  '[',
  ']',
  ': ',
  ':',
  '- ',
  ',',
  '"',
  "'",
  '#',
  ' # ',
  '|',
  '>',
  '|2\n',
  '&a ',
  '*a',
  '!t ',
  '? ',
  '<<: ',
]
const others = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  '  ',
  '---\n',
  '...\n',
  '%',
  '@',
  '~',
  '.inf',
  '1',
  '$expr',
  'x-',
  '\\',
  '\u0085',
  '\ufeff',
  '😀',
]

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.integer({ min: 0, max: 12 }),
  added: fc.oneof(fc.constantFrom(...marks, ...others), fc.string({ unit: 'binary', maxLength: 3 })),
})

function apply(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { at, removed, added }) => {
    const offset = Math.floor(at * before.length)
    return before.slice(0, offset) + added + before.slice(offset + removed)
  }, text)
}

/** What holds for every answer, whatever was asked. */
function expectSound(text: string, outcome: Outcome<unknown>): void {
  expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true)
  for (const found of outcome.diagnostics)
    for (const at of placesOf(found)) {
      expect(at.start).toBeGreaterThanOrEqual(0)
      expect(at.end).toBeGreaterThanOrEqual(at.start)
      expect(at.end).toBeLessThanOrEqual(text.length)
    }
}

function placesOf(found: Diagnostic): readonly Diagnostic['at'][] {
  return [found.at, ...found.related.map(({ at }) => at)]
}

/** How many edits of a spec are compiled; a build machine has time for these, and a night for more. */
const runs = Number(process.env.RUNS ?? 20_000)

/** Small specs that have every section between them: an edit of a small one is more often seen by the check. */
const sections = ['flows', 'routes', 'timeline', 'wiring', 'scenarios', 'guards-action', 'invariants', 'port'].map(
  (name) => readFileSync(new URL(`../samples/${name}/app.yaml`, import.meta.url), 'utf8'),
)

describe('texts that were edited at random', () => {
  it('never break the compiler', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...sections), fc.array(edit, { minLength: 1, maxLength: 3 }), (section, edits) => {
        const text = apply(section, edits)
        const parsed = parseSpec({ path: 'app.yaml', text })
        expectSound(text, parsed)
        if (parsed.ok) expectSound(text, checkSpec(parsed.value))
      }),
      { numRuns: runs },
    )
  })

  it('are specs or are refused with places in them', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const text = apply(spec, edits)
        expectSound(text, parseSpec({ path: 'app.yaml', text }))
      }),
      { numRuns: 3000 },
    )
  })

  it('are manifests or are refused with places in them', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const text = apply(manifest, edits)
        expectSound(text, parseManifest({ path: 'modules.yaml', text }))
      }),
      { numRuns: 2000 },
    )
  })
})

it('answers any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expectSound(text, parseSpec({ path: 'app.yaml', text }))
    }),
    { numRuns: 2000 },
  )
})

it('reads any JSON value as YAML', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false, maxDepth: 5 }), (json) => {
      const text = `app: { id: a, name: A, tz: UTC }\nx-note: ${json}\n`
      const outcome = parseSpec({ path: 'app.yaml', text })
      // A key that stands twice is one value to JSON, a number beyond the exact ones is rounded: YAML says what it is.
      if (!outcome.ok) expect(outcome.diagnostics.map(({ code }) => code)).toContain('authoring_parse_error')
      else expect((outcome.value.json as Record<string, unknown>)['x-note']).toEqual(withoutSign(JSON.parse(json)))
    }),
    { numRuns: 1000 },
  )
})

function withoutSign(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
