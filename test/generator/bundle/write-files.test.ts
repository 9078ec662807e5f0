import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digest } from '../../../generator/6-bundle/digest.js'
import { findDrift, findEdited } from '../../../generator/6-bundle/find-drift.js'
import { planFiles } from '../../../generator/6-bundle/plan-files.js'
import { writeFiles } from '../../../generator/6-bundle/write-files.js'
import type { FileSet } from '../../../generator/artifact/file-set.js'
import { EnvironmentFailure } from '../../../generator/diagnostic/environment-failure.js'
import { readFolder } from '../../harness/sample.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

/** A file set as phase 5 gives it, with its list. */
function emitted(files: Readonly<Record<string, string>>): FileSet {
  const hashes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, digest(text)]))
  const all = { ...files, 'tenon.json': `${JSON.stringify({ files: hashes })}\n` }
  return { files: Object.entries(all).map(([path, text]) => ({ path, text })) }
}

async function generate(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await writeFiles(await planFiles(folder, emitted(files)))
}

/** What generation would do, without what it would leave alone. */
async function changes(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const plan = await planFiles(folder, emitted(files))
  return plan.files
    .filter(({ change }) => change !== 'unchanged')
    .map(({ path, change, isEdited }) => `${path} ${change}${isEdited ? ', edited' : ''}`)
}

describe('writing files', () => {
  it('makes the folder, and leaves nothing else in it', async () => {
    const folder = join(temporaryFolder(), 'generated', 'desk')
    await generate(folder, { 'a.ts': 'a\n', 'program/b.ts': 'b\n' })
    expect([...readFolder(folder).keys()]).toEqual(['a.ts', 'program/b.ts', 'tenon.json'])
    expect(readdirSync(folder).sort()).toEqual(['a.ts', 'program', 'tenon.json'])
  })

  it('does not touch what is right already', async () => {
    const folder = temporaryFolder()
    await generate(folder, { 'a.ts': 'a\n', 'b.ts': 'b\n' })
    const long = new Date('2020-01-01T00:00:00Z')
    for (const file of ['a.ts', 'b.ts', 'tenon.json']) utimesSync(join(folder, file), long, long)
    await generate(folder, { 'a.ts': 'a\n', 'b.ts': 'changed\n' })
    expect(statSync(join(folder, 'a.ts')).mtime).toEqual(long)
    expect(readFileSync(join(folder, 'b.ts'), 'utf8')).toBe('changed\n')
  })

  it('removes what it wrote and no longer would, with the folders this leaves empty, and nothing else', async () => {
    const folder = temporaryFolder({ 'mine.txt': 'mine', 'other/mine.txt': 'mine' })
    await generate(folder, { 'a.ts': 'a\n', 'program/b.ts': 'b\n', 'other/c.ts': 'c\n' })
    expect(await changes(folder, { 'a.ts': 'a\n' })).toEqual([
      'other/c.ts removed',
      'program/b.ts removed',
      'tenon.json replaced',
    ])
    await generate(folder, { 'a.ts': 'a\n' })
    expect([...readFolder(folder).keys()]).toEqual(['a.ts', 'mine.txt', 'other/mine.txt', 'tenon.json'])
    expect(readdirSync(folder)).not.toContain('program')
  })

  it.each(['../outside.txt', '/outside.txt', 'a/../../outside.txt', 'c:\\outside.txt', ''])(
    'never removes %j, whatever the list says',
    async (path) => {
      const parent = temporaryFolder({
        'outside.txt': 'mine',
        'desk/tenon.json': JSON.stringify({ files: { [path]: 'x' } }),
      })
      await generate(join(parent, 'desk'), { 'a.ts': 'a\n' })
      expect([...readFolder(parent).keys()]).toEqual(['desk/a.ts', 'desk/tenon.json', 'outside.txt'])
    },
  )

  it.each(['', '{', '[]', '{"files":7}', '{"files":{"a.ts":7}}', 'null'])(
    'takes a list that reads %j for none',
    async (list) => {
      const folder = temporaryFolder({ 'tenon.json': list, 'a.ts': 'mine\n' })
      expect(await changes(folder, { 'a.ts': 'a\n' })).toEqual(['a.ts replaced, edited', 'tenon.json replaced'])
    },
  )

  it('knows an edited file from one that is only old', async () => {
    const folder = temporaryFolder()
    await generate(folder, { 'a.ts': 'a\n', 'b.ts': 'b\n', 'c.ts': 'c\n', 'd.ts': 'd\nd\n' })
    writeFileSync(join(folder, 'b.ts'), 'mine\n')
    writeFileSync(join(folder, 'c.ts'), 'mine\n')
    writeFileSync(join(folder, 'd.ts'), 'd\r\nd\r\n')
    expect(await changes(folder, { 'a.ts': 'new\n', 'b.ts': 'new\n', 'd.ts': 'd\nd\n' })).toEqual([
      'a.ts replaced',
      'b.ts replaced, edited',
      'c.ts removed, edited',
      'd.ts replaced',
      'tenon.json replaced',
    ])
  })

  it('takes a file that was edited into what would be written for right', async () => {
    const folder = temporaryFolder()
    await generate(folder, { 'a.ts': 'a\n' })
    writeFileSync(join(folder, 'a.ts'), 'new\n')
    expect(await changes(folder, { 'a.ts': 'new\n' })).toEqual(['tenon.json replaced'])
  })
})

describe('a folder that cannot be written', () => {
  it('is a failure of the environment, and nothing is left behind', async () => {
    const parent = temporaryFolder({ generated: 'a file where the folder should be' })
    await expect(generate(join(parent, 'generated', 'desk'), { 'a.ts': 'a\n' })).rejects.toThrow(EnvironmentFailure)
    await expect(generate(join(parent, 'generated', 'desk'), { 'a.ts': 'a\n' })).rejects.toThrow(
      /cannot be (read|written): (a part of the path is not a folder|a file stands where a folder is wanted)/,
    )
    expect(readdirSync(parent)).toEqual(['generated'])
  })

  it('keeps every old file when one of the new ones cannot be put in its place', async () => {
    const folder = temporaryFolder()
    await generate(folder, { 'a.ts': 'old\n', 'alone/c.ts': 'old\n', 'z.ts': 'old\n' })
    const plan = await planFiles(folder, emitted({ 'a.ts': 'new\n', 'b.ts': 'new\n', 'z.ts': 'new\n' }))
    const before = readFolder(folder)
    // Between the plan and the writing somebody puts a folder with content where the last file belongs.
    mkdirSync(join(folder, 'b.ts', 'inside'), { recursive: true })
    await expect(writeFiles(plan)).rejects.toThrow(EnvironmentFailure)
    expect(readFolder(folder)).toEqual(before)
    expect(readdirSync(folder).sort()).toEqual(['a.ts', 'alone', 'b.ts', 'tenon.json', 'z.ts'])
  })
})

describe('drift', () => {
  it('names every file, what is wrong with it, and the first line that differs', async () => {
    const folder = temporaryFolder()
    await generate(folder, { 'a.ts': 'one\ntwo\nthree\n', 'b.ts': 'b\n', 'c.ts': 'c\n', 'd.ts': 'd\n' })
    writeFileSync(join(folder, 'b.ts'), 'mine\n')
    const plan = await planFiles(
      folder,
      emitted({ 'a.ts': 'one\n2\nthree\n', 'b.ts': 'b\n', 'd.ts': 'd\n', 'e.ts': 'e\n' }),
    )
    const { diagnostics, texts } = findDrift(plan, 'generated/desk')
    const listed = diagnostics.map(({ code, message }) => `${code}: ${message}`)
    expect(listed.slice(0, 4)).toEqual([
      'generated_stale_error: generated/desk/a.ts is not what this version of the project generates: line 2 is "two" and would be "2"',
      'generated_edited_error: generated/desk/b.ts was edited by hand',
      'generated_stale_error: generated/desk/c.ts is not what this version of the project generates: it is no longer generated',
      'generated_stale_error: generated/desk/e.ts is not what this version of the project generates: it is missing',
    ])
    const [first] = diagnostics
    const text = texts.find(({ path }) => path === first?.at.file)?.text
    expect(text?.slice(first?.at.start, first?.at.end)).toBe('two')
    expect(findEdited(plan, 'generated/desk').diagnostics.map(({ at }) => at.file)).toEqual(['generated/desk/b.ts'])
  })
})
