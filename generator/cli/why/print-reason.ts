import type { BuiltProject } from '../../build.js'
import { printable } from '../../diagnostic/printable.js'
import { joinWords } from '../../diagnostic/suggest.js'
import type { Reason } from './reason.js'

/** Why something is there, for people: the chain that leads to it, one link a line, and its facts. */
export function printReason(reason: Reason, { composition }: BuiltProject, bundleBytes: number): string {
  const { kind, id, chain, neededBy, boot, module } = reason
  const source = composition.modules.find((one) => one.id === module)?.source ?? ''
  const head = kind === 'module' ? `${kind} ${id} (${source})` : `${kind} ${id}`
  const served = kind === 'port' ? 'served by' : 'given by'
  const by = module === null ? reason.otherwise : `module ${module} (${source})`
  const facts = [
    ...(chain === null ? [] : [['needed by', sayMany(neededBy)] as const]),
    ...(kind === 'module' || by === null ? [] : [[served, by] as const]),
    ...(boot === null ? [] : [['boot order', sayPlace(boot)] as const]),
    ...sayWeight(reason, bundleBytes),
  ]
  const lines = [head, ...sayChain(reason), ...facts.map(([name, text]) => `${name.padEnd(10)}  ${text}`)]
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function sayChain({ kind, id, chain }: Reason): readonly string[] {
  if (chain === null) return [`  nothing needs ${kind} ${id}: no query, mutation, route or flow leads to it`]
  const names = chain.map((link) => (link.kind === '' ? link.id : `${link.kind} ${link.id}`))
  const width = Math.max(...names.map(({ length }) => length))
  return chain.map(({ at }, index) => `  ${(names[index] ?? '').padEnd(width)}  ${at ?? ''}`.trimEnd())
}

/** A list is for the JSON document; people want to know whether it is one or many. */
function sayMany(names: readonly string[]): string {
  const most = 3
  const more = names.length - most
  return joinWords(more > 0 ? [...names.slice(0, most), `${more} more`] : names)
}

function sayPlace({ place, order }: NonNullable<Reason['boot']>): string {
  const before = order[place - 2]
  const after = order[place]
  const neighbours = [
    ...(before === undefined ? [] : [`after ${before}`]),
    ...(after === undefined ? [] : [`before ${after}`]),
  ]
  return [`${place} of ${order.length}`, ...(neighbours.length === 0 ? [] : [neighbours.join(' and ')])].join(', ')
}

function sayWeight({ weight }: Reason, bundleBytes: number): readonly (readonly [string, string])[] {
  if (weight === null) return [['bundle', 'nothing of it']]
  const { bytes, own, files, sharedWith } = weight
  const brought = bytes - own
  const rest = brought === 0 ? '' : `: ${count(own)} of its own, ${count(brought)} that it alone brings`
  const shared = sharedWith.length === 0 ? '' : `, shared with ${joinWords(sharedWith)}`
  const largest = files.slice(0, 5).map(({ file, bytes: of }) => ['', `  ${count(of).padStart(9)}  ${file}`] as const)
  return [
    ['bundle', `${count(bytes)} of ${count(bundleBytes)} bytes${rest}${shared}`],
    ...(files.length > 1 ? largest : []),
  ]
}

function count(bytes: number): string {
  return String(bytes).replace(/\B(?=(\d{3})+$)/g, ',')
}
