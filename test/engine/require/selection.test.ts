import { describe, expect, it } from 'vitest'
import { type SelectedModules, selectModules } from '../../../src/engine/require/selection/select-modules.js'
import {
  add,
  custom,
  exclude,
  only,
  pipeline,
  type Selectable,
  type Selection,
  safe,
} from '../../../src/engine/require/selection/selection.js'

const path: Selectable = { name: 'path', capabilities: ['pure'] }
const yaml: Selectable = { name: 'yaml', capabilities: ['pure'] }
const time: Selectable = { name: 'time', capabilities: ['clock'] }
const crypto: Selectable = { name: 'crypto', capabilities: ['random'] }
const fs: Selectable = { name: 'fs', capabilities: ['fs.read', 'fs.write'] }
const os: Selectable = { name: 'os', capabilities: ['env'] }
const exec: Selectable = { name: 'exec', capabilities: ['process'] }
const database: Selectable = { name: 'database', aliases: ['db'], capabilities: ['db'] }
const all = [path, yaml, time, crypto, fs, os, exec, database]
const harmless = ['crypto', 'path', 'time', 'yaml']

function select(selection?: Selection, modules: readonly Selectable[] = all): SelectedModules<Selectable> {
  return selectModules(modules, selection)
}

function namesOf({ chosen }: SelectedModules<Selectable>): string[] {
  return chosen.map(({ name }) => name)
}

function codesOf({ problems }: SelectedModules<Selectable>): (readonly [string, unknown, unknown])[] {
  return problems.map(({ code, details }) => [code, details.name, details.suggestions])
}

describe('the selection of natives', () => {
  it('M01 safe is what may compute, tell the time and roll dice', () => {
    expect(namesOf(select(safe()))).toEqual(harmless)
    expect(namesOf(select(safe(), [fs, time]))).toEqual(['time'])
  })

  it('M01 safe counts what a module uses, and lets none in that says nothing of itself', () => {
    const glob: Selectable = { name: 'glob', capabilities: ['pure'], uses: [path, { ...fs }] }
    const silent: Selectable = { name: 'silent', capabilities: [] }
    expect(namesOf(select(safe(), [glob, silent, path]))).toEqual(['path'])
  })

  it('M02 safe does not look at what was chosen inside', () => {
    expect(namesOf(select(pipeline(safe(), only('fs'))))).toEqual(harmless)
    expect(namesOf(select(pipeline(safe(), exclude('time'))))).toEqual(harmless)
  })

  it('M03 only keeps the named', () => {
    expect(namesOf(select(only('time', 'fs')))).toEqual(['fs', 'time'])
  })

  it('M04 means a module by its node: twin too', () => {
    expect(namesOf(select(only('node:fs', 'path')))).toEqual(['fs', 'path'])
    expect(namesOf(select(pipeline(exclude('node:path'), safe())))).toEqual(['crypto', 'time', 'yaml'])
    expect(namesOf(select(only('fs'), [{ ...fs, name: 'node:fs' }]))).toEqual(['node:fs'])
  })

  it('M05 means a module by its aliases, and all its names come with it', () => {
    const { chosen, explanation } = select(only('db'))
    expect(chosen).toEqual([database])
    expect(explanation.filter(({ isIn }) => isIn)).toMatchObject([{ name: 'database', aliases: ['db'] }])
  })

  it.each([
    ['only', only('tiem', 'fs'), ['fs']],
    ['exclude', exclude('tiem'), all.map(({ name }) => name).sort()],
    ['add', pipeline(add('tiem'), safe()), harmless],
    ['custom', custom((chosen) => [...chosen, 'tiem']), all.map(({ name }) => name).sort()],
  ])('M06 tells a name that no module has, with what may have been meant: %s', (_case, selection, names) => {
    const selected = select(selection)
    expect(codesOf(selected)).toEqual([['ERR_UNKNOWN_MODULE_NAME', 'tiem', ['time']]])
    expect(namesOf(selected)).toEqual(names)
  })

  it('M06 tells every unknown name, in one go and in words', () => {
    const { problems } = select(pipeline(exclude('nothing-like-it'), only('fz', 'fs')))
    expect(problems.map(({ message }) => message)).toEqual([
      'only("fz", "fs") names "fz", and no module is called so. Did you mean "fs"?',
      'exclude("nothing-like-it") names "nothing-like-it", and no module is called so.',
    ])
  })

  it('M07 exclude removes', () => {
    expect(namesOf(select(exclude('fs', 'db', 'exec', 'os')))).toEqual(harmless)
  })

  it('M08 add appends', () => {
    expect(namesOf(select(pipeline(add('os', 'fs'), only('time'))))).toEqual(['fs', 'os', 'time'])
  })

  it('M09 add tells what is not there instead of skipping it', () => {
    const selected = select(pipeline(add('fs'), safe()), [path, time])
    expect(namesOf(selected)).toEqual(['path', 'time'])
    expect(codesOf(selected)).toEqual([['ERR_UNKNOWN_MODULE_NAME', 'fs', []]])
  })

  it('M10 custom makes what it likes of what was chosen inside', () => {
    const seen: unknown[] = []
    const selection = custom((chosen, available) => {
      seen.push(chosen, available)
      return [...chosen.filter((name) => name !== 'time'), 'exec']
    })
    expect(namesOf(select(pipeline(selection, safe())))).toEqual(['crypto', 'exec', 'path', 'yaml'])
    expect(seen).toEqual([harmless, all.map(({ name }) => name).sort()])
  })

  it('M10 custom that fails or gives no list is told, and chooses nothing', () => {
    const failing = select(
      custom(() => {
        throw new Error('no idea')
      }, 'mine'),
    )
    expect(namesOf(failing)).toEqual([])
    expect(failing.problems.map(({ code, message }) => [code, message])).toEqual([
      ['ERR_SPEC_INVALID', 'custom(mine) failed: no idea'],
    ])
    const shapeless = select(custom(() => 'fs' as unknown as string[]))
    expect(shapeless.problems.map(({ message }) => message)).toEqual(['custom(custom) gave no list of names.'])
  })

  it('M11 the first step is outermost, also through pipelines in pipelines', () => {
    expect(namesOf(select(pipeline(exclude('fs'), add('fs'), safe())))).toEqual(harmless)
    expect(namesOf(select(pipeline(add('fs'), exclude('fs'), safe())))).toEqual([...harmless, 'fs'].sort())
    expect(namesOf(select(pipeline(exclude('fs'), pipeline(add('fs', 'os'), safe()))))).toEqual(
      [...harmless, 'os'].sort(),
    )
  })

  it('M12 add outside of safe is safe and extra; inside it is nothing', () => {
    expect(namesOf(select(pipeline(add('fs'), safe())))).toEqual([...harmless, 'fs'].sort())
    expect(namesOf(select(pipeline(safe(), add('fs'))))).toEqual(harmless)
  })

  it('M13 only takes what is safe and one more', () => {
    expect(namesOf(select(only(...namesOf(select(safe())), 'fs')))).toEqual([...harmless, 'fs'].sort())
  })

  it('M14 gives each module once, in order, however often it is given and named', () => {
    expect(namesOf(select(only('time', 'node:time', 'path', 'time', 'db', 'database')))).toEqual([
      'database',
      'path',
      'time',
    ])
    expect(namesOf(select(add('fs', 'fs'), [time, fs, time]))).toEqual(['fs', 'time'])
  })

  it('M15 has everything that was given where nothing is selected, and nothing that was not', () => {
    expect(namesOf(select())).toEqual(all.map(({ name }) => name).sort())
    expect(namesOf(select(undefined, []))).toEqual([])
  })

  it('explains each module: in or out, and by whom', () => {
    const { explanation } = select(pipeline(exclude('yaml'), add('fs'), safe()))
    expect(explanation.map(({ name, isIn, by }) => [name, isIn, by])).toEqual([
      ['crypto', true, 'safe()'],
      ['database', false, 'safe()'],
      ['exec', false, 'safe()'],
      ['fs', true, 'add("fs")'],
      ['os', false, 'safe()'],
      ['path', true, 'safe()'],
      ['time', true, 'safe()'],
      ['yaml', false, 'exclude("yaml")'],
    ])
    expect(select(exclude('fs'), [fs, path]).explanation.map(({ name, isIn, by }) => [name, isIn, by])).toEqual([
      ['fs', false, 'exclude("fs")'],
      ['path', true, 'given, and no selection'],
    ])
  })
})
