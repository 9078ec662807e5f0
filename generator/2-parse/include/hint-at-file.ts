import type { Included } from '../../artifact/source-set.js'
import { rewording } from '../../diagnostic/fix.js'
import { type Advice, findNearest, suggestName } from '../../diagnostic/suggest.js'
import { folderOf, type IncludePattern } from './include-pattern.js'

/** What an entry may mean that leads to no file. */
export function hintAtFile(pattern: IncludePattern, included: Included | null): Partial<Advice> {
  if (included === null)
    return { hint: 'files that are included are handed in with the text: defineApp({ yaml, files })' }
  const { path, folder, written } = pattern
  const nearby = new Set(included.nearby)
  if (nearby.has(`${path}/`)) {
    const files = `${withoutSlash(written.text)}/*.yaml`
    return { hint: `it is a folder; "${files}" includes the files in it`, fixes: [rewording(written, files, false)] }
  }
  const folders = folder === '' ? [] : folder.split('/').map((_, index, steps) => steps.slice(0, index + 1).join('/'))
  const missing = folders.find((each) => !nearby.has(`${each}/`) && !hasEntries(nearby, each))
  if (missing !== undefined) return { hint: suggestFolder(missing, nearby) }
  const inFolder = [...nearby].filter((each) => !each.endsWith('/') && folderOf(each) === folder)
  return suggestName(
    written,
    inFolder.map((each) => asWritten(each, pattern)),
  )
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '')
}

function hasEntries(nearby: ReadonlySet<string>, folder: string): boolean {
  for (const each of nearby) if (each.startsWith(`${folder}/`)) return true
  return false
}

function suggestFolder(missing: string, nearby: ReadonlySet<string>): string | null {
  const beside = [...nearby].flatMap((each) => {
    const name = each.endsWith('/') ? each.slice(0, -1) : null
    return name !== null && folderOf(name) === folderOf(missing) ? [name] : []
  })
  const near = findNearest(missing, beside)
  return `there is no folder "${missing}"${near === null ? '' : `; did you mean "${near}"?`}`
}

/** A path of the project as the entry would have to name it: with the entry's own way to its folder. */
function asWritten(path: string, { written, folder }: IncludePattern): string {
  const name = path.slice(folder === '' ? 0 : folder.length + 1)
  const steps = written.text.split('/')
  const first = steps.findIndex((step) => /[*?]/.test(step))
  return [...steps.slice(0, first < 0 ? -1 : first), name].join('/')
}
