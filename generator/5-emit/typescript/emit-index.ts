import type { AppModel } from '../../artifact/app-model.js'
import type { SurfaceModel } from '../../artifact/wiring-model.js'
import { Writer } from '../text/writer.js'
import { textOf, writeImport } from './module-text.js'

/** `index.ts`: the face of the generated app. */
export function emitIndex({ surfaces }: AppModel, head: readonly string[]): string {
  const out = new Writer()
  const types = surfaces.map(({ type }) => type)
  for (const line of head) out.line(line)
  writeSurfaceImport(out, 'tenon/http', types.includes('http') ? ['http'] : [])
  for (const line of runtimeImport) out.line(line)
  writeSurfaceImport(
    out,
    'tenon/surface',
    types.filter((type) => type !== 'http'),
  )
  for (const line of body) out.line(line)
  for (const type of types) {
    out.line('')
    for (const line of surfaceFunctions[type]) out.line(line)
  }
  return textOf(out)
}

type Type = SurfaceModel['type']

// What makes a surface has the name of what is exported here.
function writeSurfaceImport(out: Writer, from: string, surfaces: readonly Type[]): void {
  const values = surfaces.map((type) => surfaceImports[type].value)
  writeImport(out, { from, values, types: surfaces.flatMap((type) => surfaceImports[type].types) })
}

const surfaceImports: Readonly<Record<Type, { readonly value: string; readonly types: readonly string[] }>> = {
  cli: { value: 'createCliSurface as createCli', types: ['CliSurface'] },
  http: { value: 'createHttpSurface as createHttp', types: ['HttpSettings', 'HttpSurface'] },
  web: { value: 'createWebSurface as createWeb', types: ['WebSurface'] },
  webhook: {
    value: 'createWebhookSurface as createWebhook',
    types: ['WebhookRequest', 'WebhookSettings', 'WebhookSurface'],
  },
}

const surfaceFunctions: Readonly<Record<Type, readonly string[]>> = {
  cli: [
    '/** The command line of this app. */',
    'export function createCliSurface(runtime: AppRuntime): CliSurface {',
    '  return createCli(runtime, bundle)',
    '}',
  ],
  http: [
    '/** The http surface of this app: `dispatch` answers a request with a status, headers and the envelope. */',
    'export function createHttpSurface(runtime: AppRuntime, settings: HttpSettings = {}): HttpSurface {',
    '  return createHttp(runtime, bundle, settings)',
    '}',
  ],
  web: [
    '/** The web surface of this app. */',
    'export function createWebSurface(runtime: AppRuntime): WebSurface {',
    '  return createWeb(runtime, bundle)',
    '}',
  ],
  webhook: [
    '/** The webhook surface of this app; `verify` proves where a request comes from. */',
    'export function createWebhookSurface<Request extends WebhookRequest = WebhookRequest>(',
    '  runtime: AppRuntime,',
    '  settings: WebhookSettings<Request>,',
    '): WebhookSurface<Request> {',
    '  return createWebhook(runtime, bundle, settings)',
    '}',
  ],
}

const runtimeImport: readonly string[] = [
  'import {',
  '  type AppRuntime,',
  '  type Bundle,',
  '  createAppRuntime,',
  '  type HostPorts,',
  '  type RuntimeSettings,',
  '  staticModules,',
  "} from 'tenon/runtime'",
]

const body: readonly string[] = [
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
