import type { ModuleWeight, WeighedModule } from '../../6-bundle/measure-bundle.js'
import type { WeighedProject } from '../../weigh-project.js'
import { findChain, listReaching } from './find-chain.js'
import type { RequirementGraph, RequirementNode } from './requirement-graph.js'
import { listNatives } from './requirements-of-modules.js'

/** Why one thing is part of the app. */
export interface Reason {
  readonly kind: 'module' | 'port' | 'native'
  readonly id: string
  /** The shortest chain to it, from what is called from outside; null where nothing needs it. */
  readonly chain: readonly ChainLink[] | null
  /** Every entrypoint and flow that leads to it: `mutation open_ticket`. */
  readonly neededBy: readonly string[]
  /** The module that is it, serves it or gives it. */
  readonly module: string | null
  /** Why there is no such module. */
  readonly otherwise: string | null
  readonly boot: { readonly place: number; readonly order: readonly string[] } | null
  readonly weight: ModuleWeight | null
}

export interface ChainLink {
  readonly kind: string
  readonly id: string
  /** Where the link before it names it; for the first, where it is declared. */
  readonly at: string | null
}

/** What a name on the command line can mean. */
export interface Candidate {
  readonly kind: Reason['kind']
  readonly id: string
  /** `mail.send@1.0.0` is another way to say `mail.send`. */
  readonly names: readonly string[]
}

type Project = NonNullable<WeighedProject['project']>

/** Everything that may be asked for. */
export function listCandidates({ composition, spec, presets }: Project): readonly Candidate[] {
  const { modules } = composition
  const given = listNatives(modules, presets).filter(({ name, module }) => name !== module)
  return [
    ...modules.map(({ id }) => ({ kind: 'module' as const, id, names: [id] })),
    ...spec.portFacts.declared.map(({ port, version }) => ({
      kind: 'port' as const,
      id: port,
      names: [port, `${port}@${version}`],
    })),
    ...given.map(({ name }) => ({ kind: 'native' as const, id: name, names: [name] })),
  ]
}

/** Finds out why something is there. */
export async function findReason(
  { kind, id }: Candidate,
  graph: RequirementGraph,
  { project, weights }: { readonly project: Project; readonly weights: WeighedProject['weights'] },
): Promise<Reason> {
  const key = `${kind} ${id}`
  const { module, otherwise } = findModule(kind, id, project)
  const order = project.composition.modules.map((one) => one.id)
  const weighed = findWeighed(kind, id, module, project)
  return {
    kind,
    id,
    chain: chainTo(key, graph),
    neededBy: listReaching(graph, key),
    module,
    otherwise,
    boot: module === null ? null : { place: order.indexOf(module) + 1, order },
    weight: weights === null || weighed === null ? null : await weights.weigh(weighed),
  }
}

function chainTo(key: string, graph: RequirementGraph): readonly ChainLink[] | null {
  const chain = findChain(graph, key)
  if (chain === null) return null
  const first = graph.nodes.get(chain[0]?.from ?? key)
  const rest = chain.map(({ to, at }) => toLink(graph.nodes.get(to), to, at))
  return [toLink(first, key, first?.at ?? null), ...rest]
}

function toLink(node: RequirementNode | undefined, key: string, at: string | null): ChainLink {
  return { kind: node?.kind ?? '', id: node?.id ?? key, at }
}

function findModule(kind: Reason['kind'], id: string, project: Project): Pick<Reason, 'module' | 'otherwise'> {
  const { composition, spec, presets } = project
  if (kind === 'module') return { module: id, otherwise: null }
  if (kind === 'port') {
    const bound = composition.bindings.find(({ port }) => port === id)
    if (bound !== undefined) return { module: bound.module, otherwise: null }
    const need = spec.portFacts.needs.find(({ port }) => port === id)
    const otherwise =
      need === undefined ? null : need.isDelegated === true ? 'the host, elsewhere' : 'nothing; the app runs without it'
    return { module: null, otherwise }
  }
  const native = listNatives(composition.modules, presets).find(({ name }) => name === id)
  return {
    module: native?.module ?? null,
    otherwise: native?.module === null ? `a preset (${presets.join(', ')})` : null,
  }
}

/** What stands in the bundle for it; a preset's native only does where a guest is granted it. */
function findWeighed(
  kind: Reason['kind'],
  id: string,
  module: string | null,
  { model }: Project,
): WeighedModule | null {
  const { modules, presetNatives } = model.composition
  const own = modules.find((one) => one.id === module)
  if (own !== undefined) return own
  const given = kind === 'native' ? presetNatives.find(({ name }) => name === id) : undefined
  return given === undefined ? null : { id: `preset ${id}`, kind: 'native', source: id, specifier: given.specifier }
}
