import { join, posix } from 'node:path'
import type { CheckedModule } from '../../artifact/checked-composition.js'
import { isServedByStore } from '../../artifact/standard-ports.js'
import type { CodeModule } from './code-module.js'
import type { CodeTypesRequest } from './code-types-request.js'

/** The modules of a manifest that are the author's own: files of the project, and packages. */
export function listCodeModules(request: CodeTypesRequest): readonly CodeModule[] {
  return request.modules.flatMap((module) => {
    const { id, kind, source, resolved, provides } = module
    const syntax = request.manifest.find((one) => one.id.text === id)
    if (syntax === undefined || resolved.kind !== 'found') return []
    const file = /^\.{0,2}\//.test(source) ? join(request.projectDir, posix.normalize(source)) : null
    const ports = provides.map(({ port }) => port).filter((port) => request.ports.has(port) && !isServedByStore(port))
    const from = `import(${JSON.stringify(`${request.appId}/modules`)})`
    const ids = ports.length === 0 ? 'never' : ports.map((port) => JSON.stringify(port)).join(' | ')
    return [
      {
        ...{ id, kind, file, ports, syntax },
        specifier: file ?? source,
        sources: kind === 'guest' ? sourcesOf(module, request) : null,
        contractOf: (written: string) => contractOf(module, { request, written, from, ids }),
        typeArguments: `<${from}.Ports, ${ids}, any>`,
      },
    ]
  })
}

interface Contracted {
  readonly request: CodeTypesRequest
  readonly written: string
  readonly from: string
  /** A union of port ids. */
  readonly ids: string
}

function contractOf({ id, kind, provides }: CheckedModule, { request, written, from, ids }: Contracted): string {
  switch (kind) {
    case 'guest': {
      const type = request.guests.find(({ bundle }) => bundle.id === id)?.type ?? 'never'
      return `import(${JSON.stringify(`${request.appId}/guests`)}).${type}`
    }
    case 'native':
      return `${from}.Native`
    case 'initializer':
      return `${from}.Initializer`
    case 'provider': {
      const isStore = provides.some(({ port }) => isServedByStore(port))
      if (isStore && ids === 'never') return `${from}.Store`
      return `${from}.ProviderOf<${written}, ${ids}>${isStore ? ` & ${from}.Store` : ''}`
    }
  }
}

/** What a guest runs is what was bundled: a file that it takes types from alone may know more than guests do. */
function sourcesOf({ guest }: CheckedModule, { projectDir }: CodeTypesRequest): ReadonlySet<string> {
  const { sources = [] }: { readonly sources?: readonly string[] } = JSON.parse(guest?.map ?? '{}')
  return new Set(sources.map((source) => join(projectDir, source)))
}

/** The ambient module that modules of an app are held against; it stands beside `contracts.ts`. */
export function moduleTypes(appId: string): string {
  return `declare module ${JSON.stringify(`${appId}/modules`)} {
  export type Ports = import('./contracts.js').Ports
  export type Native = import('tenon/provider').NativeModule<any>
  export type Initializer = import('tenon/provider').InitializerModule<any>
  export type Store = import('tenon/provider').StoreModule
  export type ProviderOf<Written, Id extends keyof Ports> =
    Written extends { readonly manifest: unknown; readonly kind?: undefined }
      ? import('tenon/provider').UntypedProvider
      : import('tenon/provider').TypedProvider<Ports, Id>
}
`
}
