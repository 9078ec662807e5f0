/**
 * `tenon.json`: what the last generation wrote, so that the next one knows its own files from others', and what it was made
 * from, so that a check can say what has changed since. Paths of files are relative to the app's output folder, those of
 * inputs to the project; hashes are `sha256-<base64>`; the list itself is not in the list.
 */
export interface EmittedList {
  /** Tenon's version. */
  readonly tenon: string
  /** The spec's files, the manifest, and the code of guests. */
  readonly inputs: Readonly<Record<string, string>>
  /** What decides how is written what was read. */
  readonly options: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
}

/** The name of the file that holds the list. */
export const emittedListFile = 'tenon.json'

/** Reads a list, or what is left of one: what is missing, broken or tampered with is empty. */
export function readEmittedList(text: string | null): EmittedList {
  const list = objectIn(text)
  return {
    tenon: typeof list.tenon === 'string' ? list.tenon : '',
    inputs: textsIn(list.inputs),
    options: textsIn(list.options),
    files: textsIn(list.files),
  }
}

function objectIn(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
