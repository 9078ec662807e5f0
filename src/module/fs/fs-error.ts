import { constants } from 'node:os'
import { getSystemErrorMap } from 'node:util'

/** Where an operation failed, in the guest's own paths: those of the host are not its business. */
export interface FailedAt {
  readonly syscall: string
  readonly path: string
  readonly dest?: string | undefined
}

/** Refused by our own rules, with the code that a system would give. */
export class FsRefusal extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const ownTexts: Readonly<Record<string, string>> = {
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than may be read at once',
}

/** An error as Node's `fs` has it. */
export function fsError(code: string, { syscall, path, dest }: FailedAt): Error {
  const errno = numbers[code]
  const text = ownTexts[code] ?? (errno === undefined ? undefined : getSystemErrorMap().get(-errno)?.[1])
  const where = dest === undefined ? `'${path}'` : `'${path}' -> '${dest}'`
  const error = new Error(`${code}: ${text ?? 'the operation failed'}, ${syscall} ${where}`)
  const own = { code, syscall, path, ...(dest === undefined ? {} : { dest }) }
  return Object.assign(error, errno === undefined ? own : { errno: -errno, ...own })
}

const numbers: Readonly<Record<string, number | undefined>> = constants.errno

/** What was thrown by the system or by our rules, told to the guest; anything else as it is. */
export function toFsError(thrown: unknown, at: FailedAt): unknown {
  const { code } = Object(thrown) as { readonly code?: unknown }
  if (thrown instanceof FsRefusal) return fsError(thrown.code, at)
  if (typeof code !== 'string' || code === 'ABORT_ERR') return thrown
  return fsError(code, at)
}

export function hasCode(thrown: unknown, ...codes: readonly string[]): boolean {
  const { code } = Object(thrown) as { readonly code?: unknown }
  return typeof code === 'string' && codes.includes(code)
}
