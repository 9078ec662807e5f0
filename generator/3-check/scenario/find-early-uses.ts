import type { ExpressionSyntax, TemplateSyntax } from '../../artifact/expression-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { type Context, within } from '../expression/scope.js'

/** The captures of a scenario that are made only later, each with the number of its step as people count. */
export type LaterCaptures = ReadonlyMap<string, number>

/** Reports each capture that a template reads before it is made. */
export function reportEarlyUses(template: TemplateSyntax, later: LaterCaptures, context: Context): void {
  switch (template.kind) {
    case 'literal':
      return
    case 'expression':
      reportIn(template.expression, later, within(context, '$expr'))
      return
    case 'list':
      template.items.forEach((item, index) => {
        reportEarlyUses(item, later, within(context, index))
      })
      return
    case 'object':
      for (const { name, value } of template.entries) reportEarlyUses(value, later, within(context, name.text))
  }
}

/** Reports each capture that an expression reads before it is made. */
export function reportIn(expression: ExpressionSyntax, later: LaterCaptures, context: Context): void {
  switch (expression.kind) {
    case 'literal':
      return
    case 'list':
      reportEach(expression.items, later, context)
      return
    case 'var':
      reportVariable(expression, later, within(context, 'var'))
      return
    case 'operator': {
      const inner = within(context, expression.operator)
      const [only, ...others] = expression.arguments
      // A single argument mostly stands without a list around it.
      if (only !== undefined && others.length === 0) reportIn(only, later, inner)
      else reportEach(expression.arguments, later, inner)
    }
  }
}

function reportEach(items: readonly ExpressionSyntax[], later: LaterCaptures, context: Context): void {
  items.forEach((item, index) => {
    reportIn(item, later, within(context, index))
  })
}

function reportVariable(
  { path, segments, fallback }: ExpressionSyntax & { readonly kind: 'var' },
  later: LaterCaptures,
  context: Context,
): void {
  const [root, name = ''] = segments
  const step = root === 'captured' ? later.get(name) : undefined
  if (step !== undefined) {
    const problem = `"${name}" is captured only later, in step ${step} of the scenario`
    const place = fallback === null ? context : within(context, 0)
    context.found.push(
      diagnostic('expression_reference_error', path.at, { path: path.text, problem }, { path: place.path }),
    )
  }
  if (fallback !== null) reportIn(fallback, later, within(context, 1))
}
