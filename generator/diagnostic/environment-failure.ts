/** The machine refuses something that the project has no part in: a folder that cannot be written, a missing binary. */
export class EnvironmentFailure extends Error {
  override readonly name = 'EnvironmentFailure'

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
  }
}

/** Says in words why the system refused, without its own prefix and path: `permission denied`. */
export function sayRefusal(refusal: unknown): string {
  const code = typeof refusal === 'object' && refusal !== null && 'code' in refusal ? String(refusal.code) : ''
  return refusals.get(code) ?? (code === '' ? 'it failed' : `it failed (${code})`)
}

const refusals: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['EDQUOT', 'the quota is used up'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EEXIST', 'a file stands where a folder is wanted'],
  ['EISDIR', 'a folder stands where a file is wanted'],
  ['ENOENT', 'there is no such file or folder'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
])
