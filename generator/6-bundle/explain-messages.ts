import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Location, Message } from 'esbuild'
import type { FileSet } from '../artifact/file-set.js'
import type { SourceFile } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { lineIndex } from '../diagnostic/line-index.js'
import { placeInText } from '../diagnostic/place-in-text.js'

export interface Explained {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: readonly SourceFile[]
}

interface Project {
  /** Where a message without a place is shown. */
  readonly manifestFile: string
  readonly projectDir: string
  readonly generatedDir: string
  readonly emitted: FileSet
}

/** Turns esbuild's messages into diagnostics at their own places. */
export async function explainMessages(messages: readonly Message[], project: Project): Promise<Explained> {
  const texts = new Map<string, string>()
  for (const { location } of messages) {
    const text = location === null ? null : await readText(location.file, project)
    if (location !== null && text !== null) texts.set(nameOf(location, project), text)
  }
  const diagnostics = messages.map(({ text, location }) => {
    const file = location === null ? project.manifestFile : nameOf(location, project)
    const at = location === null ? { start: 0, end: 0 } : placeInText(location, lineIndex(texts.get(file) ?? ''))
    return diagnostic('bundle_error', { file, ...at }, { problem: text })
  })
  return { diagnostics, texts: [...texts].map(([path, text]) => ({ path, text })) }
}

function nameOf({ file }: Location, { projectDir }: Project): string {
  return relative(projectDir, resolve(projectDir, file)).replaceAll('\\', '/')
}

async function readText(file: string, { projectDir, generatedDir, emitted }: Project): Promise<string | null> {
  const path = resolve(projectDir, file)
  const found = emitted.files.find((candidate) => join(generatedDir, candidate.path) === path)
  return found?.text ?? (await readFile(path, 'utf8').catch(() => null))
}
