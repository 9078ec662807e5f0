/** What `parse` takes a path apart into, and `format` puts together. */
export interface ParsedPath {
  /** `/` or empty. */
  root: string
  /** Everything before the last segment. */
  dir: string
  /** The last segment. */
  base: string
  /** The extension of the last segment, with its dot. */
  ext: string
  /** The last segment without its extension. */
  name: string
}

/** `/`: paths of guests follow POSIX rules on every host. */
export const sep: '/'

/** `:`, which stands between paths in a list of them. */
export const delimiter: ':'

/** The absolute path that the segments name, read from right to left; relative ones start at `/`. */
export function resolve(...segments: string[]): string

/** The path without `.`, `..` and repeated slashes. */
export function normalize(path: string): string

/** Whether the path starts at `/`. */
export function isAbsolute(path: string): boolean

/** The segments with slashes between, normalized. */
export function join(...segments: string[]): string

/** The way from one path to another. */
export function relative(from: string, to: string): string

/** The path without its last segment. */
export function dirname(path: string): string

/** The last segment, without `suffix` where it ends in that. */
export function basename(path: string, suffix?: string): string

/** The extension with its dot, from the last dot of the last segment; empty where there is none. */
export function extname(path: string): string

/** The parts of a path. */
export function parse(path: string): ParsedPath

/** The path of the parts: `dir` counts before `root`, and `base` before `name` and `ext`. */
export function format(parts: Partial<ParsedPath>): string

/** The path as it is: only another system has namespaced paths. */
export function toNamespacedPath<T>(path: T): T

/** This module itself. */
export const posix: typeof import('path')
