/** `index.ts`: the face of the generated app. */
export function emitIndex(head: readonly string[]): string {
  return [...head, ...body, ''].join('\n')
}

const body: readonly string[] = [
  'import {',
  '  type AppRuntime,',
  '  type Bundle,',
  '  createAppRuntime,',
  '  type HostPorts,',
  '  type RuntimeSettings,',
  '  staticModules,',
  "} from 'tenon/runtime'",
  "import { modules } from './factory.js'",
  "import { program } from './program.js'",
  '',
  "export { createClient } from './client.js'",
  "export type * from './contracts.js'",
  '',
  '/** The compiled app: what `createAppRuntime` takes. */',
  'export const bundle: Bundle = {',
  '  program,',
  '  hash: program.hash,',
  '  deployment: program.deployment,',
  '  modules: staticModules(modules),',
  '  diagnostics: [],',
  '}',
  '',
  '/** Starts the app with its modules; `await runtime.ready` to know that they are up. */',
  'export function createRuntime(hostPorts: HostPorts = {}, settings: RuntimeSettings = {}): AppRuntime {',
  '  return createAppRuntime({ bundle, hostPorts, settings })',
  '}',
]
