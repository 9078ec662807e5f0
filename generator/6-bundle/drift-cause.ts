import { type EmittedList, readEmittedList } from '../artifact/emitted-list.js'
import { joinWords } from '../diagnostic/suggest.js'

/** The two texts of `tenon.json`: as the last generation left it, and as this one would. */
export interface ListTexts {
  readonly found: string | null
  readonly text: string | null
}

/** Why files are not what they were: what has changed since the last generation. Null where that is not known. */
export function sayCause({ found, text }: ListTexts): string | null {
  const [was, is] = [readEmittedList(found), readEmittedList(text)]
  if (was.tenon === '') return null
  const causes = [...versionChange(was, is), ...optionChanges(was, is), ...inputChanges(was, is)]
  return causes.length === 0 ? null : `since it was generated, ${joinWords(causes)}`
}

function versionChange(was: EmittedList, is: EmittedList): readonly string[] {
  return was.tenon === is.tenon ? [] : [`Tenon went from ${was.tenon} to ${is.tenon}`]
}

function optionChanges({ options: was }: EmittedList, { options: is }: EmittedList): readonly string[] {
  return namesIn(was, is)
    .filter((name) => was[name] !== is[name])
    .map((name) => `"${name}" went from ${was[name] ?? 'nothing'} to ${is[name] ?? 'nothing'}`)
}

/** A list of an older Tenon names no inputs, and then nothing is known of them. */
function inputChanges({ inputs: was }: EmittedList, { inputs: is }: EmittedList): readonly string[] {
  if (Object.keys(was).length === 0) return []
  return namesIn(was, is).flatMap((name) => {
    if (was[name] === is[name]) return []
    if (was[name] === undefined) return [`${name} was added`]
    return [is[name] === undefined ? `${name} was taken away` : `${name} has changed`]
  })
}

function namesIn(was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()
}
