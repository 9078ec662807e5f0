import type { TemplateSyntax } from '../../artifact/documents.js'
import type { PropModel } from '../../artifact/views-model.js'
import type { Context } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'

/** Checks a value that is shown, and tells whether it is data that no expression makes. */
export function checkProp(name: string, value: TemplateSyntax, context: Context): PropModel {
  return { name, value: checkTemplate(value, null, context), isStatic: isLiteral(value) }
}

function isLiteral(template: TemplateSyntax): boolean {
  switch (template.kind) {
    case 'literal':
      return true
    case 'expression':
      return false
    case 'list':
      return template.items.every(isLiteral)
    case 'object':
      return template.entries.every(({ value }) => isLiteral(value))
  }
}
