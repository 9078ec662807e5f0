import type { HostFunctions, NativeContext, NativeModule, Signature } from '../../contract/native.js'
import { readSettings } from '../host/read-settings.js'
import { declaration, guestCode } from './guest-code.js'

/** What guests see of the host's environment: variables by name, and none where there are none. */
export interface ProcessConfig {
  readonly env?: readonly string[]
}

function bind({ config, environment }: NativeContext<ProcessConfig>): HostFunctions {
  const names = readSettings(config ?? {}, 'config', ['env']).texts('env') ?? []
  // Read now, so that a runtime sees one environment from its beginning to its end.
  const entries = names.flatMap((name): [string, string][] => {
    const value = environment.get(name)
    // A host may look up more than what is set.
    return typeof value === 'string' ? [[name, value]] : []
  })
  return { env: () => Object.fromEntries(entries) }
}

const signatures: Readonly<Record<string, Signature>> = {
  env: {
    about: 'Gives the variables that the guest may see.',
    params: [],
    returns: { type: 'record', values: { type: 'string' } },
  },
}

/** The variables of the host's environment that the config names, as Node's `process.env`. */
export const process: NativeModule<ProcessConfig> = {
  kind: 'native',
  name: 'process',
  capabilities: ['env'],
  bind,
  signatures,
  guestCode,
  globals: { process: 'process' },
  declaration,
}

export default process
