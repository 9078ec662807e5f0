import type { AppModel } from '../../artifact/app-model.js'
import type { SurfaceModel } from '../../artifact/wiring-model.js'

/** `index.ts`: the face of the generated app. */
export function emitIndex({ surfaces }: AppModel, head: readonly string[]): string {
  const types = surfaces.map(({ type }) => type)
  return [...head, ...imports(types), ...body, ...types.flatMap((type) => ['', ...surfaceFunctions[type]]), ''].join(
    '\n',
  )
}

type Type = SurfaceModel['type']

function imports(types: readonly Type[]): readonly string[] {
  const others = types.filter((type) => type !== 'http').map((type) => surfaceImports[type])
  return [
    ...(types.includes('http') ? [`import { ${surfaceImports.http} } from 'tenon/http'`] : []),
    ...runtimeImport,
    ...(others.length === 0 ? [] : ['import {', ...others.map((names) => `  ${names},`), "} from 'tenon/surface'"]),
  ]
}

const surfaceImports: Readonly<Record<Type, string>> = {
  cli: 'type CliSurface, createCliSurface as createCli',
  http: 'createHttpSurface as createHttp, type HttpSettings, type HttpSurface',
  web: 'createWebSurface as createWeb, type WebSurface',
  webhook: 'createWebhookSurface as createWebhook, type WebhookRequest, type WebhookSettings, type WebhookSurface',
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
  'export const bundle: Bundle = { program, hash: program.hash, modules: staticModules(modules), diagnostics: [] }',
  '',
  '/** Starts the app with its modules; `await runtime.ready` to know that they are up. */',
  'export function createRuntime(hostPorts: HostPorts = {}, settings: RuntimeSettings = {}): AppRuntime {',
  '  return createAppRuntime({ bundle, hostPorts, settings })',
  '}',
]
