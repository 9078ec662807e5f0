import type { TemplateModel } from '../../artifact/app-model.js'
import type { SessionModel } from '../../artifact/session-model.js'
import type { PropModel, ViewScopeModel } from '../../artifact/views-model.js'
import { type Code, call, hang, object } from '../text/code.js'
import { memberName, property } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText, withNull } from '../typescript/type-text.js'
import { RootFinder } from './find-roots.js'
import { destructured } from './parameter-list.js'
import { printTruth } from './print-expression.js'
import { printTemplate } from './print-template.js'
import { asResult } from './row-function.js'
import { type Scope, scopeOf } from './scope.js'
import type { Unit } from './unit.js'

const roots = ['data', 'data_meta', 'session', 'input', 'principal', 'ctx', 'row', 'event']

/** An arrow function from what a screen shows to what a template builds. */
export function templateFunction(unit: Unit, template: TemplateModel): Code {
  return arrow(unit, template, (scope) => {
    const built = printTemplate(template, scope)
    return isObject(template) ? asResult(built) : built
  })
}

/** The same to whether that is truthy. */
export function truthFunction(unit: Unit, template: TemplateModel): Code {
  return arrow(unit, template, (scope) =>
    template.kind === 'expression'
      ? printTruth(template.expression, scope).code
      : call(unit.use('truthy'), printTemplate(template, scope)),
  )
}

function arrow(unit: Unit, template: TemplateModel, body: (scope: Scope) => Code): Code {
  const used = rootsOf(template)
  return hang(used.size === 0 ? '() =>' : `(${destructured(used, roots)}) =>`, body(scopeOf(unit)))
}

/** What a template reads. */
export function rootsOf(template: TemplateModel): ReadonlySet<string> {
  const finder = new RootFinder()
  finder.template(template)
  return finder.found
}

// Braces behind an arrow would be a block.
function isObject(template: TemplateModel): boolean {
  if (template.kind === 'literal')
    return typeof template.value === 'object' && template.value !== null && !Array.isArray(template.value)
  return template.kind === 'object'
}

/** A prop: data as it is, or what makes it. */
export function propCode(unit: Unit, { value, isStatic }: PropModel): Code {
  return object([
    isStatic
      ? property('value', printTemplate(value, scopeOf(unit)))
      : property('compute', templateFunction(unit, value)),
  ])
}

/** Declares what the expressions of a screen, or of a node that several screens show, see. */
export function declareScope(
  unit: Unit,
  name: string,
  { seen, session }: { readonly seen: ViewScopeModel; readonly session: SessionModel | null },
): void {
  const { slots, input } = seen
  unit.declareType(name, (out) => {
    out.block(`interface ${name} extends ${unit.type('ScreenScope')} {`, '}', () => {
      writeMembers(out, 'data', slots, ({ rows }) => `: ${typeText(rows, unit.contract)}`)
      writeMembers(out, 'data_meta', slots, ({ meta }) => `: ${unit.contract(meta)}`)
      if (session !== null) out.line(`readonly session: ${unit.contract(session.shape)}`)
      writeMembers(out, 'input', input, ({ type, required }) =>
        required ? `: ${typeText(type, unit.contract)}` : `?: ${typeText(withNull(type), unit.contract)} | undefined`,
      )
    })
  })
}

function writeMembers<Member extends { readonly name: string }>(
  out: Writer,
  name: string,
  members: readonly Member[],
  type: (member: Member) => string,
): void {
  if (members.length === 0) return
  out.block(`readonly ${name}: {`, '}', () => {
    for (const member of members) out.line(`readonly ${memberName(member.name)}${type(member)}`)
  })
}
