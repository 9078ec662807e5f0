import type { AppModel } from '../../artifact/app-model.js'
import { filledFields } from '../program/emit-query.js'
import { memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf } from './module-text.js'
import { allOptional } from './type-text.js'

/** `client.ts`: the invoke client over a runtime in the same process. */
export function emitClient(model: AppModel, head: readonly string[]): string {
  const out = new Writer()
  for (const line of head) out.line(line)
  out.line("import type { AppRuntime, AuthContext, EntrypointKind, Envelope, MutationOptions } from 'tenon/runtime'")
  out.line("import type { Client } from './contracts.js'")
  out.line('')
  out.line(
    '/** The client over a runtime in this process. `authContext` is the caller of every call that names none. */',
  )
  out.block(
    'export function createClient(runtime: AppRuntime, defaults: { readonly authContext?: AuthContext } = {}): Client {',
    '}',
    () => {
      writeCall(out)
      out.block('return {', '}', () => {
        out.block('queries: {', '},', () => {
          for (const { id, method, input, defaults } of model.queries) {
            const filled = new Set(filledFields(input, defaults).map(({ name }) => name))
            const isOptional = allOptional(input.fields.filter(({ name }) => !filled.has(name)))
            writeMethod(out, 'query', id, method, isOptional)
          }
        })
        out.block('mutations: {', '},', () => {
          for (const { id, method, input } of model.mutations) {
            writeMethod(out, 'mutation', id, method, allOptional(input.fields))
          }
        })
      })
    },
  )
  return textOf(out)
}

function writeCall(out: Writer): void {
  out.block('function call<Output>(', '): Promise<Envelope<Output>> {', () => {
    out.line('entrypointKind: EntrypointKind,')
    out.line('entrypointId: string,')
    out.line('input: unknown,')
    out.line('options: MutationOptions = {},')
  })
  out.indented(() => {
    out.line('const { authContext = defaults.authContext } = options')
    out.line('return runtime.invoke<Output>({ ...options, authContext, entrypointKind, entrypointId, input })')
  })
  out.line('}')
  out.line('')
}

function writeMethod(out: Writer, kind: 'query' | 'mutation', id: string, method: string, isOptional: boolean): void {
  const input = isOptional ? 'input = {}' : 'input'
  out.line(`${memberName(method)}: (${input}, options) => call('${kind}', ${quote(id)}, input, options),`)
}
