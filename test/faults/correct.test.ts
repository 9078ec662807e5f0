import { describe, expect, it } from 'vitest'
import { listVariants, type Variant } from './correct/list-variants.js'
import { baseNames, openBase } from './harness/base.js'
import { checkTexts } from './harness/check-texts.js'

// What is right is not complained about, however it is written.
describe('a correct app', () => {
  it.each(baseNames)(
    'is found to be one, made of %s',
    async (name) => {
      const { folder, texts } = openBase(name)
      const base = await checkTexts(folder, texts)
      const failed: string[] = []
      for (const one of listVariants().filter((variant) => variant.base === name))
        failed.push(...(await judge(one, folder, base.compiled?.model.hash ?? '')))
      expect(failed, failed.join('\n')).toEqual([])
    },
    60_000,
  )

  it('is written in more than two hundred ways, and no two are the same', () => {
    const names = listVariants().map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(200)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

async function judge(variant: Variant, folder: string, hash: string): Promise<readonly string[]> {
  const { errors, warnings, messages, compiled } = await checkTexts(folder, variant.texts)
  const codes = warnings.map((found) => found.split(' ')[0] ?? '').sort()
  if (errors.length > 0 || JSON.stringify(codes) !== JSON.stringify(variant.warnings))
    return [
      `${variant.name}: wanted ${variant.warnings.join(', ') || 'nothing'}; found ${[...errors, ...warnings].join(', ') || 'nothing'} | ${messages.join(' // ')}`,
    ]
  const isOther = variant.isRewritten && compiled?.model.hash !== hash
  return isOther ? [`${variant.name}: wanted the app that its base is; found another`] : []
}
