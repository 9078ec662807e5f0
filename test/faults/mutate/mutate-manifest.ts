import type { MapNode, Node } from '../../../generator/artifact/node.js'
import type { Base } from '../harness/base.js'
import { splice } from './edit.js'
import { type Mutant, mutant, replaced } from './mutant.js'
import { entryOf, placesOf } from './places.js'

const file = 'modules.yaml'

/** Lists modules twice, and lets their sources and ports be what they are not. */
export function mutateManifest(base: Base): readonly Mutant[] {
  return placesOf(base, file).flatMap(({ path, node, parent }) => {
    if (/^modules\/\d+$/.test(path) && node.kind === 'map' && parent !== null) return [repeat(base, path, node)]
    if (/^modules\/\d+\/source$/.test(path)) return [misname(base, path, node)]
    if (/^modules\/\d+\/provides\/\d+$/.test(path)) return misprovide(base, path, node)
    return []
  })
}

/** The module once more, behind itself. */
function repeat(base: Base, path: string, module: MapNode): Mutant {
  const text = base.texts.get(file) ?? ''
  const start = text.lastIndexOf('-', module.at.start)
  const line = text.lastIndexOf('\n', start) + 1
  const written = text.slice(start, module.at.end).trimEnd()
  const copy = `\n${text.slice(line, start)}${written}`
  const end = start + written.length
  const id = entryOf(module, 'id')?.value.at.start ?? module.at.start
  const at = id + copy.length
  return mutant(base, file, `repeat ${path}`, splice(text, end, end, copy), [{ code: 'module_duplicate_id_error', at }])
}

function misname(base: Base, path: string, { at }: Node): Mutant {
  const text = base.texts.get(file) ?? ''
  const written = text.slice(at.start, at.end)
  const by = written.replace(/(\w)(\.\w+)?("?)$/, '$1Q$2$3')
  return replaced(base, { file, path, operator: 'misname', code: 'module_source_not_found_error' }, { ...at, by })
}

function misprovide(base: Base, path: string, node: Node): readonly Mutant[] {
  const text = base.texts.get(file) ?? ''
  const written = text.slice(node.at.start, node.at.end)
  const misspelt = written.replace('@', 'Q@')
  const newer = written.replace(/\d+(?="?$)/, '97')
  return [
    replaced(base, { file, path, operator: 'misspell', code: 'port_unknown_error' }, { ...node.at, by: misspelt }),
    replaced(base, { file, path, operator: 'newer', code: 'port_version_mismatch_error' }, { ...node.at, by: newer }),
  ]
}
