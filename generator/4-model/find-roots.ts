import type { ExpressionModel, TemplateModel } from '../artifact/app-model.js'

/** The names that the paths of an expression begin with. */
export function rootsOf(expression: ExpressionModel | null): ReadonlySet<string> {
  const roots = new Set<string>()
  if (expression !== null) addRoots(expression, roots)
  return roots
}

/** Adds the names that the paths of an expression begin with. */
export function addRoots(expression: ExpressionModel, roots: Set<string>): void {
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

/** Adds the names that the paths of a template begin with. */
export function addTemplateRoots(template: TemplateModel, roots: Set<string>): void {
  switch (template.kind) {
    case 'literal':
      return
    case 'expression':
      addRoots(template.expression, roots)
      return
    case 'list':
      for (const item of template.items) addTemplateRoots(item, roots)
      return
    case 'object':
      for (const { value } of template.entries) addTemplateRoots(value, roots)
  }
}
