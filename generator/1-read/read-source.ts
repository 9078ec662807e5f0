// Takes a path; gives its text, or the diagnostic that says why there is none.
// Promises strict UTF-8 without a BOM, from a regular file of bounded size.
// Not its job: what the text means.

import { readFile, stat } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import { nowhere } from '../artifact/node.js'
import type { SourceFile } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { sayRefusal } from '../diagnostic/environment-failure.js'
import { findInvalidByte } from './find-invalid-byte.js'

/** A spec of 10,000 entrypoints has about 20 MB. */
const megabyte = 1024 * 1024
const most = 32 * megabyte

export type ReadSource =
  | { readonly kind: 'read'; readonly file: SourceFile }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic }

/** Reads one text; `path` is what diagnostics call it. */
export async function readSource(absolute: string, path: string): Promise<ReadSource> {
  try {
    const found = await stat(absolute)
    if (!found.isFile()) return refuse(path, found.isDirectory() ? 'it is a folder' : 'it is no regular file')
    if (found.size > most) {
      const values = { file: path, size: Math.ceil(found.size / megabyte), limit: most / megabyte }
      return { kind: 'refused', diagnostic: diagnostic('source_too_large_error', nowhere(path), values) }
    }
    return decode(await readFile(absolute), path)
  } catch (refusal) {
    if (isAbsence(refusal)) return { kind: 'absent' }
    return refuse(path, sayRefusal(refusal))
  }
}

function decode(bytes: Uint8Array, path: string): ReadSource {
  try {
    return { kind: 'read', file: { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } }
  } catch {
    const byte = findInvalidByte(bytes)
    const found = diagnostic(
      'source_encoding_error',
      nowhere(path),
      { file: path, byte },
      { hint: hintOf(bytes, byte) },
    )
    return { kind: 'refused', diagnostic: found }
  }
}

function hintOf(bytes: Uint8Array, invalid: number): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isWide) return 'the file begins with the mark of UTF-16: save it as UTF-8'
  const lines = bytes.subarray(0, invalid).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1)
  return `it is in line ${lines}`
}

function refuse(path: string, problem: string): ReadSource {
  return {
    kind: 'refused',
    diagnostic: diagnostic('source_unreadable_error', nowhere(path), { file: path, problem }),
  }
}

/** Whether the system said that there is nothing of that name. */
export function isAbsence(refusal: unknown): boolean {
  const code = typeof refusal === 'object' && refusal !== null && 'code' in refusal ? refusal.code : null
  return code === 'ENOENT' || code === 'ENOTDIR'
}
