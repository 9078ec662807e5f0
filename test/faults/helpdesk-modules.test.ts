import { describe, expect, it } from 'vitest'
import { openBase, type Texts } from './harness/base.js'
import { checkTexts } from './harness/check-texts.js'
import { withoutItem } from './mutate/edit.js'
import { entryOf, placesOf } from './mutate/places.js'

const base = openBase('helpdesk')
const manifest = placesOf(base, 'modules.yaml').find(({ path }) => path === 'modules')?.node
const modules = manifest?.kind === 'list' ? manifest.items : []

/** The helpdesk without one of its modules. */
function without(index: number): Texts {
  const text = base.texts.get('modules.yaml') ?? ''
  return new Map([...base.texts, ['modules.yaml', withoutItem(text, modules, index)]])
}

/** Who needs each module: the code that is told, and what stands on the line that it is told of. */
const needs: Readonly<Record<string, readonly [code: string, line: RegExp]>> = {
  store: ['port_unbound_error', /call: collections\.read/],
  ids: ['port_unbound_error', /call: ids\.generate/],
  mail: ['port_unbound_error', /call: mail\.send/],
  triage: ['port_unbound_error', /call: ticket\.triage/],
  llm: ['module_requires_unknown_error', /requires: \[llm\]/],
  summary: ['port_unbound_error', /call: ticket\.summary/],
}

const ids = modules.map((module) => {
  const id = entryOf(module, 'id')?.value
  return id?.kind === 'scalar' ? `${id.value}` : ''
})

describe('the helpdesk without one module', () => {
  it('has modules of which each is known here', () => {
    expect(ids).toEqual(Object.keys(needs))
  })

  it.each(ids.map((id, index) => [id, index] as const))('tells who needs %s, once', async (id, index) => {
    const texts = without(index)
    const { errors, warnings } = await checkTexts(base.folder, texts)
    expect(errors.length).toBe(1)
    const [code, place = ''] = errors[0]?.split(' ') ?? []
    const [file = '', line] = place.split(':')
    const [wanted, on] = needs[id] ?? []
    expect(code).toBe(wanted)
    expect(texts.get(file)?.split('\n')[Number(line) - 1]).toMatch(on ?? '')
    expect(warnings).toEqual([])
  })
})
