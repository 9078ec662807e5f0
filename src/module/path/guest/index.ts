// What guests get for `require('path')`: POSIX rules, and `/` as the working directory, because a VM has none.

import library from 'path-browserify'
import { argumentError } from '../../guest/coded-error.js'

declare const module: { exports: unknown }

type ParsedPath = ReturnType<typeof library.parse>

const { resolve, normalize, join, relative, dirname, basename, extname, parse, format } = library

// The library asks the process for a working directory where no segment is absolute; its `relative` calls this too.
library.resolve = (...segments) => resolve('/', ...segments)

const posix = {
  sep: library.sep,
  delimiter: library.delimiter,
  resolve(...segments: string[]): string {
    for (const segment of segments) requireText('path', segment)
    return library.resolve(...segments)
  },
  normalize(path: string): string {
    return normalize(requireText('path', path))
  },
  isAbsolute(path: string): boolean {
    return requireText('path', path).startsWith('/')
  },
  join(...segments: string[]): string {
    for (const segment of segments) requireText('path', segment)
    return join(...segments)
  },
  relative(from: string, to: string): string {
    return relative(requireText('from', from), requireText('to', to))
  },
  dirname(path: string): string {
    return dirname(requireText('path', path))
  },
  basename(path: string, suffix?: string): string {
    if (suffix !== undefined) requireText('suffix', suffix)
    return basename(requireText('path', path), suffix)
  },
  extname(path: string): string {
    return extname(requireText('path', path))
  },
  parse(path: string): ParsedPath {
    return parse(requireText('path', path))
  },
  // The library is older than the rule that a missing dot is added.
  format(parts: Partial<ParsedPath>): string {
    if (typeof parts !== 'object' || parts === null) throw argumentError('pathObject', 'of type object', parts)
    const { ext } = parts
    return format(ext && !ext.startsWith('.') ? { ...parts, ext: `.${ext}` } : parts)
  },
  toNamespacedPath<T>(path: T): T {
    return path
  },
}

function requireText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw argumentError(name, 'of type string', value)
  return value
}

module.exports = Object.assign(posix, { posix })
