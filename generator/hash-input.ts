import { digest } from './6-bundle/digest.js'
import type { SourceSet } from './artifact/source-set.js'

/** The hash of what an author wrote, as the header of every emitted file has it. Line ends may differ between checkouts. */
export function hashInput({ spec, included, manifest }: SourceSet): string {
  const others = (included?.files ?? []).flatMap(({ path, text }) => [path, text])
  const texts = [spec.text, manifest?.text ?? null, ...others].map((text) => text?.replaceAll('\r\n', '\n') ?? null)
  return digest(JSON.stringify(texts))
}
