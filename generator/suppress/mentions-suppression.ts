import type { SourceFile } from '../artifact/source-file.js'

/** Whether a file may hold suppressions; most hold none, and need not be looked at closely. */
export function mentionsSuppression({ text }: SourceFile): boolean {
  return text.includes('tenon-ignore')
}
