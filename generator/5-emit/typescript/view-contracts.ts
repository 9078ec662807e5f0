import type { AppModel } from '../../artifact/app-model.js'
import { viewTypeName } from '../../artifact/identifier.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import type { NodeModel, ScreenModel } from '../../artifact/views-model.js'
import { memberName, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { writeDoc } from './module-text.js'

/** Where the types of views are written, and what they name. */
export interface ViewTypes {
  readonly out: Writer
  section(name: string): void
  shape(shape: ObjectShape, doc: string): void
  /** Mentions a type of `tenon/runtime`. */
  use(type: 'RenderDiagnostic' | 'RenderedInteraction'): string
}

/** What routes answer with, exactly: a type for each node and each screen. */
export function writeViewTypes({ views }: AppModel, types: ViewTypes): void {
  types.section('nodes')
  for (const node of views.nodes) writeNode(node, types)
  types.section('screens')
  for (const { scope } of views.screens) {
    for (const { meta } of scope.slots) types.shape(meta, 'What is known of a slot.')
  }
  types.section('screens')
  for (const screen of views.screens) writeScreen(screen, types)
}

function writeNode(node: NodeModel, { out, shape, use }: ViewTypes): void {
  const { id, origin, type, interactions, children } = node
  shape(node.shape, `The props of the node \`${id}\`. ${origin}`)
  out.line('')
  writeDoc(out, `The node \`${id}\`. ${origin}`)
  out.block(`export interface ${viewTypeName('node', id)} {`, '}', () => {
    out.line(`readonly id: ${quote(id)}`)
    out.line(`readonly type: ${quote(type)}`)
    out.line(`readonly props: ${node.shape.name}`)
    writeList(
      out,
      'children',
      children.map((child) => viewTypeName('node', child)),
    )
    if (interactions.length === 0) out.line('readonly interactions: Readonly<Record<string, never>>')
    else
      out.block('readonly interactions: {', '}', () => {
        for (const { id: name, kind, entrypoint } of interactions)
          out.line(`readonly ${memberName(name)}: ${use('RenderedInteraction')}<${quote(kind)}, ${quote(entrypoint)}>`)
      })
  })
}

function writeScreen({ id, origin, rootNodes, mayHide, scope }: ScreenModel, { out, use }: ViewTypes): void {
  out.line('')
  writeDoc(out, `What the screen \`${id}\` is rendered to. ${origin}`)
  out.block(`export interface ${viewTypeName('screen', id)} {`, '}', () => {
    out.line(`readonly screen: ${quote(id)}`)
    writeList(
      out,
      'tree',
      rootNodes.map((node) => viewTypeName('node', node)),
    )
    writeList(out, 'hidden', mayHide.map(quote))
    if (scope.slots.length === 0) out.line('readonly data_meta: Readonly<Record<string, never>>')
    else
      out.block('readonly data_meta: {', '}', () => {
        for (const { name, meta } of scope.slots) out.line(`readonly ${memberName(name)}: ${meta.name}`)
      })
    out.line(`readonly diagnostics: readonly ${use('RenderDiagnostic')}[]`)
  })
}

/** A list of any of some types; one that is always empty of none. */
function writeList(out: Writer, name: string, types: readonly string[]): void {
  const each = [...new Set(types)]
  const text = each.length > 1 ? `(${each.join(' | ')})` : (each[0] ?? 'never')
  if (text.length <= 80) {
    out.line(`readonly ${name}: readonly ${text}[]`)
    return
  }
  out.block(`readonly ${name}: readonly (`, ')[]', () => {
    for (const one of each) out.line(`| ${one}`)
  })
}
