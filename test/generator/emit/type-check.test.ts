import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Compiled } from '../../../generator/compile.js'
import { compileTexts, readApp, textsOf } from './compile-texts.js'
import { largeApp } from './large-app.js'
import { typeErrors } from './type-check.js'

/** The generated files where they would lie, and the providers of a sample beside them. */
function projectOf(sample: string, { model }: Compiled, texts: ReadonlyMap<string, string>) {
  const providers = new URL(`samples/${sample}/providers/`, import.meta.url)
  const files = readdirSync(providers).map((name) => [
    `providers/${name}`,
    readFileSync(new URL(name, providers), 'utf8'),
  ])
  const generated = [...texts].map(([path, text]) => [`generated/${model.app.id}/${path}`, text])
  return Object.fromEntries([...files, ...generated])
}

describe('generated code type-checks under the strictest flags', { timeout: 60_000 }, () => {
  it.each(['mini-desk', 'hostile-names'])('%s', (sample) => {
    const compiled = compileTexts(readApp(sample))
    expect(typeErrors(projectOf(sample, compiled, textsOf(compiled)))).toEqual([])
  })

  it('in parts as in one file', () => {
    const compiled = compileTexts(largeApp(400))
    const texts = textsOf(compiled)
    expect([...texts.keys()].filter((path) => path.startsWith('program/')).length).toBeGreaterThan(2)
    expect(typeErrors(projectOf('mini-desk', compiled, texts))).toEqual([])
  })

  it('and a provider that does not fit its port does not', () => {
    const compiled = compileTexts(readApp('mini-desk'))
    const texts = new Map(textsOf(compiled))
    texts.set('contracts.ts', (texts.get('contracts.ts') ?? '').replace('message_id: string', 'id: string'))
    const errors = typeErrors(projectOf('mini-desk', compiled, texts))
    expect(errors.some((line) => line.startsWith('providers/mail.ts('))).toBe(true)
  })
})
