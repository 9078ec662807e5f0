import type { TemplateModel } from '../../artifact/app-model.js'
import { type Code, list, object } from '../text/code.js'
import { literal, property } from '../text/literal.js'
import { printValue } from './print-expression.js'
import type { Scope } from './scope.js'

/** A template as the value that it builds. */
export function printTemplate(template: TemplateModel, scope: Scope): Code {
  switch (template.kind) {
    case 'literal':
      return literal(template.value)
    case 'expression':
      return printValue(template.expression, scope).code
    case 'list':
      return list(template.items.map((item) => printTemplate(item, scope)))
    case 'object':
      return object(template.entries.map(({ name, value }) => property(name, printTemplate(value, scope))))
  }
}

/** The value of one member of what a template builds; null where the template does not give it. */
export function printMember(template: TemplateModel, name: string, scope: Scope): Code {
  if (template.kind === 'object') {
    const entry = template.entries.find((candidate) => candidate.name === name)
    return entry === undefined ? 'null' : printTemplate(entry.value, scope)
  }
  if (template.kind !== 'expression') return 'null'
  const { expression } = template
  if (expression.kind !== 'path') return 'null'
  return printValue({ ...expression, dynamic: [...expression.dynamic, name], absentIsNull: false }, scope).code
}
