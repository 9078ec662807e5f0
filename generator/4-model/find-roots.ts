import type { ExpressionModel } from '../artifact/app-model.js'

/** The names that the paths of an expression begin with. */
export function rootsOf(expression: ExpressionModel | null): ReadonlySet<string> {
  const roots = new Set<string>()
  if (expression !== null) addRoots(expression, roots)
  return roots
}

function addRoots(expression: ExpressionModel, roots: Set<string>): void {
  switch (expression.kind) {
    case 'literal':
      return
    case 'path':
      roots.add(expression.root)
      return
    case 'list':
      for (const item of expression.items) addRoots(item, roots)
      return
    case 'operator':
      for (const argument of expression.arguments) addRoots(argument, roots)
  }
}
