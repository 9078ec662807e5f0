import type { CallExpression, Program } from 'acorn'
import { walk } from './walk.js'

/**
 * Finds calls of what esbuild makes of an import whose name is partly computed, such as `./parts/${name}.js`: it bundles every
 * file that the name could mean, and says nothing of it.
 */
export function findComputedImports(program: Program): readonly CallExpression[] {
  const tables = new Set(listTables(program))
  if (tables.size === 0) return []
  const found: CallExpression[] = []
  walk(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && tables.has(node.callee.name))
      found.push(node)
  })
  return found
}

/** The variables that hold `__glob({ … })`. */
function listTables({ body }: Program): readonly string[] {
  return body.flatMap((statement) => {
    if (statement.type !== 'VariableDeclaration') return []
    return statement.declarations.flatMap(({ id, init }) => {
      const isTable =
        init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === '__glob'
      return isTable && id.type === 'Identifier' ? [id.name] : []
    })
  })
}
