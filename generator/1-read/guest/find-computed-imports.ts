import { type AnyNode, type CallExpression, type Node, type Program, parse } from 'acorn'

/**
 * Finds calls of what esbuild makes of an import whose name is partly computed, such as `./parts/${name}.js`: it bundles every
 * file that the name could mean, and says nothing of it.
 */
export function findComputedImports(code: string): readonly CallExpression[] {
  if (!code.includes('__glob')) return []
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
  const tables = new Set(listTables(program))
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

function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (isNode(value)) walk(value, visit)
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) walk(item, visit)
  }
}

function isNode(value: unknown): value is AnyNode & Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
