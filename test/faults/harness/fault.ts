import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkProject } from '../../../generator/build.js'
import { lineAt } from '../mutate/edit.js'
import { layOut, openBase, type Texts } from './base.js'
import { type Checked, checkTexts, type Finding, sortOut } from './check-texts.js'

/** `[file, what stands there, what takes its place]`; a file that is not there is written, and `null` takes it away. */
export type Edit = readonly [file: string, search: string, by: string | null]

/** `[code, file, what stands on the line]`: the line is that of the changed file, and the only one with these words. */
export type Expected = readonly [code: string, file: string, on: string]

/** A fault that was thought out for a base: everything that is to be found, errors and warnings. */
export interface Fault {
  readonly name: string
  readonly base: string
  readonly edits: readonly Edit[]
  readonly wanted: readonly Expected[]
}

export function fault(base: string, name: string, edits: readonly Edit[], wanted: readonly Expected[]): Fault {
  return { base, name: `${base}: ${name}`, edits, wanted }
}

/** The texts of a base after some edits, each of which must fit exactly once. */
export function edited(texts: Texts, edits: readonly Edit[]): Texts {
  const changed = new Map(texts)
  for (const [file, search, by] of edits) {
    const text = changed.get(file)
    if (by === null) changed.delete(file)
    else if (text === undefined || search === '') changed.set(file, by)
    else {
      if (text.split(search).length !== 2)
        throw new Error(`"${search}" stands ${text.split(search).length - 1} times in ${file}`)
      changed.set(
        file,
        text.replace(search, () => by),
      )
    }
  }
  return changed
}

/** What was to be found in texts. */
export function findings(texts: Texts, wanted: readonly Expected[]): readonly Finding[] {
  return wanted
    .map(([code, file, on]) => {
      const text = (texts.get(file) ?? '').replace(/^\uFEFF/, '')
      const at = text.indexOf(on)
      if (at < 0 || lineAt(text, at) !== lineAt(text, text.lastIndexOf(on)))
        throw new Error(`"${on}" does not stand on one line of ${file}`)
      return `${code} ${file}:${lineAt(text, at)}`
    })
    .sort()
}

/** Checks a base after some edits: in memory where they change YAML alone, else on disk. */
export async function checkEdited(base: string, edits: readonly Edit[]): Promise<Checked & { readonly texts: Texts }> {
  const { folder, texts } = openBase(base)
  const changed = edited(texts, edits)
  if (edits.every(([file, , by]) => /\.yaml$/.test(file) && by !== null && !/^(?:app|out): |outside/.test(by)))
    return { ...(await checkTexts(folder, changed)), texts: changed }
  const copy = layOut(base)
  try {
    for (const [file] of edits) {
      const text = changed.get(file)
      rmSync(join(copy, file), { force: true })
      if (text === undefined) continue
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), text)
    }
    const request = { project: { cwd: copy }, lock: null, overwrites: false, phase: () => Promise.resolve() }
    const { diagnostics, texts: files } = await checkProject(request)
    return { ...sortOut(diagnostics, files), compiled: null, texts: changed }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** One line where what is found is not what was wanted; null where it is. A case that does not fit its base is told, too. */
export async function judge({ name, base, edits, wanted }: Fault): Promise<string | null> {
  try {
    const { errors, warnings, messages, texts } = await checkEdited(base, edits)
    const want = findings(texts, wanted)
    const found = [...errors, ...warnings].sort()
    if (JSON.stringify(found) === JSON.stringify(want)) return null
    const said = messages.join(' // ')
    return `${name}: wanted ${want.join(', ') || 'nothing'}; found ${found.join(', ') || 'nothing'} | ${said}`
  } catch (problem) {
    return `${name}: wanted to be made; found ${problem}`
  }
}
