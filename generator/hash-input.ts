import { digest } from './6-bundle/digest.js'
import type { SourceSet } from './artifact/source-set.js'

/** The hash of what an author wrote, as the header of every emitted file has it, and that of each file. */
export interface HashedInput {
  readonly inputHash: string
  readonly inputs: Readonly<Record<string, string>>
}

/** Line ends may differ between checkouts. */
export function hashInput({ spec, included, manifest }: SourceSet): HashedInput {
  const files = included?.files ?? []
  const others = files.flatMap(({ path, text }) => [path, text])
  const texts = [spec.text, manifest?.text ?? null, ...others].map((text) =>
    text === null ? null : withPlainEnds(text),
  )
  const all = [spec, ...files, ...(manifest === null ? [] : [manifest])]
  const inputs = Object.fromEntries(all.map(({ path, text }) => [path, digest(withPlainEnds(text))]))
  return { inputHash: digest(JSON.stringify(texts)), inputs }
}

function withPlainEnds(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
