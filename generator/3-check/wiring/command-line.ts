import type { Clause, CommandLine } from '../../../src/contract/surface.js'
import type { SurfaceBindingSyntax } from '../../artifact/wiring-syntax.js'
import type { CheckedBind } from './check-bind.js'

/** What may follow a command: its arguments in the order of `bind`, and the flags that it binds or asks for. */
export function commandLine(
  { bind }: SurfaceBindingSyntax,
  { inputs }: CheckedBind,
  clauses: readonly Clause[],
): CommandLine {
  const order = new Map(bind.map(({ name }, index) => [name.text, index]))
  const args = inputs
    .filter(({ source }) => source?.bucket === 'args')
    .sort((left, right) => (order.get(left.name) ?? 0) - (order.get(right.name) ?? 0))
    .flatMap(({ source }) => source?.path ?? [])
  const flags = new Map<string, 'switch' | 'text'>()
  const know = (name: string, takesValue: boolean): void => {
    flags.set(name, takesValue || flags.get(name) === 'text' ? 'text' : 'switch')
  }
  for (const clause of clauses) {
    if (!clause.key.startsWith('flags.')) continue
    know(clause.key.slice('flags.'.length), clause.op !== 'exists' && typeof clause.value !== 'boolean')
  }
  for (const { source, type } of inputs) {
    const [name] = source?.bucket === 'flags' ? source.path : []
    if (name !== undefined) know(name, !(type.kind === 'scalar' && type.scalar === 'bool'))
  }
  const inOrder = [...flags].sort(([left], [right]) => (left < right ? -1 : 1))
  return { args: [...new Set(args)], flags: Object.fromEntries(inOrder) }
}
