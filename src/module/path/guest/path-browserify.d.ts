declare module 'path-browserify' {
  interface ParsedPath {
    root: string
    dir: string
    base: string
    ext: string
    name: string
  }
  const posix: {
    readonly sep: '/'
    readonly delimiter: ':'
    resolve(...segments: string[]): string
    normalize(path: string): string
    isAbsolute(path: string): boolean
    join(...segments: string[]): string
    relative(from: string, to: string): string
    dirname(path: string): string
    basename(path: string, suffix?: string): string
    extname(path: string): string
    format(parts: Partial<ParsedPath>): string
    parse(path: string): ParsedPath
  }

  export = posix
}
