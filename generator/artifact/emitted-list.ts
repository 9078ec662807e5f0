/**
 * `tenon.json`: what the last generation wrote, so that the next one knows its own files from others'. Paths are relative
 * to the app's output folder; hashes are `sha256-<base64>` over the bytes; the list itself is not in the list.
 */
export interface EmittedList {
  readonly files: Readonly<Record<string, string>>
}

/** The name of the file that holds the list. */
export const emittedListFile = 'tenon.json'
