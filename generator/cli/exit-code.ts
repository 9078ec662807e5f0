/** What the process ends with: a stable contract. */
export const exitCodes = {
  /** No errors; warnings are allowed unless a flag says otherwise. */
  fine: 0,
  /** Something is wrong in the project, something is out of date, or a call was not `ok`. */
  findings: 1,
  /** The command line is wrong, or names a file that is not there. */
  usage: 2,
  /** Tenon broke. */
  bug: 3,
  /** The machine refused: a permission, a full disk, a missing binary. */
  environment: 4,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
