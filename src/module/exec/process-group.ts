// Commands run in process groups of their own, so that what they have started ends with them.

import type { ChildProcess } from 'node:child_process'

/** Whether a child can lead a group. */
export const hasGroups = process.platform !== 'win32'

const running = new Set<ChildProcess>()

// The group does not get what the terminal sends to the process, and would go on without it.
const endAll = (): void => {
  for (const child of running) killGroup(child)
}

/** Lets the command end with the process. Gives what forgets it. */
export function watchGroup(child: ChildProcess): () => void {
  if (running.size === 0) process.on('exit', endAll)
  running.add(child)
  return () => {
    running.delete(child)
    if (running.size === 0) process.off('exit', endAll)
  }
}

/** Ends the command, and everything in its group. */
export function killGroup(child: ChildProcess): void {
  const { pid } = child
  try {
    if (hasGroups && pid !== undefined) process.kill(-pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
