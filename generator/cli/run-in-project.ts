import type { HostPorts } from '../../src/runtime.js'
import type { Console } from './console.js'
import { ModuleFailure } from './module-failure.js'

/** Paths in a module's config are the project's, so the process stands there while the app runs. */
export async function inFolder<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  const before = process.cwd()
  process.chdir(folder)
  try {
    return await run()
  } finally {
    process.chdir(before)
  }
}

/** A promise that nothing works on any more would end the process without a word. */
export async function orNothingRuns<Value>(promise: Promise<Value>): Promise<Value> {
  let give: (failure: ModuleFailure) => void = () => undefined
  const over = new Promise<never>((_, reject) => (give = reject))
  const report = (): void => give(new ModuleFailure('a module waits for something that never comes'))
  process.once('beforeExit', report)
  try {
    return await Promise.race([promise, over])
  } finally {
    process.removeListener('beforeExit', report)
  }
}

/** Modules log to stderr: stdout is the envelope's alone. */
export function hostPorts({ error, environment }: Console): Pick<HostPorts, 'logger' | 'environment'> {
  const log = (level: string) => (message: string, details?: Readonly<Record<string, unknown>>) =>
    void error.write(`${level}: ${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}\n`)
  return {
    logger: { debug: () => undefined, info: log('info'), warn: log('warn'), error: log('error') },
    environment: { get: (name) => environment[name] },
  }
}
