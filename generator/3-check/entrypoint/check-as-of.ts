import type { TemplateModel } from '../../artifact/app-model.js'
import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { QuerySyntax, TypeSyntax } from '../../artifact/documents.js'
import type { Entry } from '../../artifact/node.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { callRoots, scopeOf, typeOfShape } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'

interface AsOfContext {
  readonly input: ObjectShape
  readonly path: string
  readonly found: Diagnostic[]
}

const instant: ValueType = { kind: 'scalar', scalar: 'timestamp', nullable: true }

/** Checks as of when a query asks. Only a timeline knows what was; of a projection that is not there nothing is said. */
export function checkAsOf(
  { asOf, in: fields, projection: { text } }: QuerySyntax,
  projection: CheckedProjection | null,
  { input, path, found }: AsOfContext,
): TemplateModel | null {
  if (projection !== null && projection.strategy !== 'timeline') {
    if (asOf !== null) {
      const problem = `"as_of" asks for an earlier time, and projection "${text}" is no timeline: it knows only now`
      const extras = { path: `${path}.returns.as_of` }
      found.push(diagnostic('projection_plan_invalid_error', asOf.at, { problem }, extras))
    }
    reportInput(fields, { path: `${path}.in`, found })
  }
  if (asOf === null) return null
  const scope = scopeOf('"as_of" of a query', [['input', typeOfShape(input)], ...callRoots])
  const contract = { type: instant, owner: 'the "as_of" of a query', member: '', filled: new Set<string>() }
  return checkTemplate(asOf, contract, { scope, path: `${path}.returns.as_of`, found })
}

/** The name belongs to looking back in time. */
function reportInput(input: readonly Entry<TypeSyntax>[], { path, found }: Omit<AsOfContext, 'input'>): void {
  const declared = input.find(
    ({ name, value }) => name.text === 'as_of' && value.kind === 'scalar' && value.scalar === 'timestamp',
  )
  if (declared === undefined) return
  const problem = 'an input "as_of" of type timestamp would ask for an earlier time, and this projection knows only now'
  found.push(diagnostic('spec_contract_conflict_error', declared.name.at, { problem }, { path: `${path}.as_of` }))
}
