import type { AppModel } from '../../artifact/app-model.js'
import { memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeImport } from './module-text.js'

/** `client.ts`: the invoke client over a runtime in the same process. */
export function emitClient(model: AppModel, head: readonly string[]): string {
  const out = new Writer()
  for (const line of head) out.line(line)
  const isEmpty = model.queries.length + model.mutations.length + model.routes.length === 0
  const called = isEmpty ? [] : ['EntrypointKind', 'Envelope', 'MutationOptions']
  writeImport(out, { from: 'tenon/runtime', values: [], types: ['AppRuntime', 'AuthContext', ...called] })
  out.line("import type { Client } from './contracts.js'")
  out.line('')
  out.line(
    '/** The client over a runtime in this process. `authContext` is the caller of every call that names none. */',
  )
  const [runtime, defaults] = isEmpty ? ['_runtime', '_defaults'] : ['runtime', 'defaults']
  const parameters = `${runtime}: AppRuntime, ${defaults}: { readonly authContext?: AuthContext } = {}`
  out.block(`export function createClient(${parameters}): Client {`, '}', () => {
    if (!isEmpty) writeCall(out)
    out.block('return {', '}', () => {
      out.block('queries: {', '},', () => {
        for (const { id, method } of model.queries) writeMethod(out, 'query', id, method)
      })
      out.block('mutations: {', '},', () => {
        for (const { id, method } of model.mutations) writeMethod(out, 'mutation', id, method)
      })
      if (model.routes.length > 0)
        out.block('routes: {', '},', () => {
          for (const { id, method } of model.routes) writeMethod(out, 'route', id, method)
        })
    })
  })
  return textOf(out)
}

function writeCall(out: Writer): void {
  out.block('function call<Output>(', '): Promise<Envelope<Output>> {', () => {
    out.line('entrypointKind: EntrypointKind,')
    out.line('entrypointId: string,')
    out.line('input: unknown = {},')
    out.line('options: MutationOptions = {},')
  })
  out.indented(() => {
    out.line('const { authContext = defaults.authContext } = options')
    out.line('return runtime.invoke<Output>({ ...options, authContext, entrypointKind, entrypointId, input })')
  })
  out.line('}')
  out.line('')
}

function writeMethod(out: Writer, kind: 'query' | 'mutation' | 'route', id: string, method: string): void {
  out.line(`${memberName(method)}: (input, options) => call('${kind}', ${quote(id)}, input, options),`)
}
