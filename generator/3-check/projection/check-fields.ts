import type { FieldReferenceSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { type FieldNames, type FieldSource, findField, type RowSources } from './row-sources.js'

/** Where a rule of a projection is, and where it reports. */
export interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

/** A field under its name; `source` is null where the reference was wrong and has been reported. */
export interface NamedField {
  readonly name: Text
  readonly source: FieldSource | null
}

/** What references are followed through. */
export interface RowFields {
  readonly sources: RowSources
  readonly names: FieldNames
  /** Other texts that name a field, by which field they name. */
  readonly also?: ReadonlyMap<string, string>
}

/** Follows references, and reports the names that two of them have. */
export function checkFields(
  references: readonly FieldReferenceSyntax[],
  known: RowFields,
  place: Place,
): readonly NamedField[] {
  const first = new Map<string, Text>()
  return references.map(({ path, segments, name }, index) => {
    const inner = { ...place, path: `${place.path}.${index}` }
    const earlier = first.get(name.text)
    if (earlier === undefined) first.set(name.text, name)
    else {
      const problem = `two fields are called "${name.text}"`
      const related = [{ note: 'first named here', at: earlier.at }]
      place.found.push(diagnostic('projection_plan_invalid_error', name.at, { problem }, { path: inner.path, related }))
    }
    return { name, source: followReference({ path, segments }, known, inner) }
  })
}

/** Follows a reference, or reports why it leads nowhere. */
export function followReference(
  reference: { readonly path: Text; readonly segments: readonly string[] },
  known: RowFields,
  { path, found }: Place,
): FieldSource | null {
  const other = known.also?.get(reference.path.text)
  const field = findField(other === undefined ? reference.segments : [other], known.sources, known.names)
  if (field.ok) return field.source
  if (field.problem === null) return null
  const problem = `the field "${reference.path.text}" cannot be read: ${field.problem}`
  const extras = { path, ...suggestName({ text: field.word, at: reference.path.at }, field.names) }
  found.push(diagnostic('projection_plan_invalid_error', reference.path.at, { problem }, extras))
  return null
}

/** The names that fields have, for references that come later. A name that means two fields means none. */
export function namesOf(fields: readonly NamedField[], known: FieldNames = new Map()): FieldNames {
  const names = new Map(known)
  for (const { name, source } of fields) {
    // A wrong path has been told, and so have two fields with one name.
    if (source === null || fields.some((field) => field.name !== name && field.name.text === name.text)) {
      names.set(name.text, undefined)
      continue
    }
    const other = names.get(name.text)
    const isNew = other === undefined || other?.join('.') === source.segments.join('.')
    names.set(name.text, isNew ? source.segments : null)
  }
  return names
}
