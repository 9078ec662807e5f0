import type { Console } from './console.js'
import { isBuildMachine } from './console.js'
import type { Settings } from './settings.js'

/** Says on stderr what is being done, so that stdout holds results alone. */
export interface Progress {
  /** Begins a phase, and with it ends the one before. */
  phase(name: string): Promise<void>
  end(): Promise<void>
}

const silent: Progress = { phase: () => Promise.resolve(), end: () => Promise.resolve() }

/** One line that changes on a terminal; a line for each phase on a build machine; nothing elsewhere. */
export function startProgress(console: Console, { isQuiet, isVerbose }: Settings): Progress {
  if (isQuiet) return silent
  if (isBuildMachine(console.environment) || isVerbose) return inLines(console)
  return console.error.isTerminal ? inPlace(console) : silent
}

function inPlace({ error }: Console): Progress {
  // Carriage return, then "erase to the end of the line".
  const clear = '\r\u001b[K'
  return {
    phase: (name) => error.write(`${clear}tenon: ${name} …`),
    end: () => error.write(clear),
  }
}

function inLines({ error, elapsed }: Console): Progress {
  let running: { readonly name: string; readonly since: number } | null = null
  const finish = async (): Promise<void> => {
    if (running === null) return
    const { name, since } = running
    running = null
    await error.write(`tenon: ${name} ${Math.round(elapsed() - since)} ms\n`)
  }
  return {
    phase: async (name) => {
      await finish()
      running = { name, since: elapsed() }
    },
    end: finish,
  }
}
