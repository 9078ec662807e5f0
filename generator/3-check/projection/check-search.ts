import type { ProjectionModel } from '../../artifact/app-model.js'
import type { SearchSyntax } from '../../artifact/documents.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { describeType } from '../type/describe-type.js'
import { familyOf } from '../type/family.js'
import { withoutNull } from '../type/nullable.js'
import { followReference, type Place, type RowFields } from './check-fields.js'

/** Checks what a search looks into: text only. */
export function checkSearch({ arg, fields }: SearchSyntax, known: RowFields, place: Place): ProjectionModel['search'] {
  const texts = fields.flatMap((field, index) => {
    const inner = { ...place, path: `${place.path}.fields.${index}` }
    const reference = { path: field, segments: field.text.split('.') }
    const source = followReference(reference, known, inner)
    if (source === null) return []
    const { type } = source.value
    if (familyOf(type) !== 'text' && type.kind !== 'unknown') {
      const problem = `a search looks into text, and "${field.text}" is ${describeType(withoutNull(type))}`
      place.found.push(diagnostic('expression_type_mismatch_error', field.at, { problem }, { path: inner.path }))
    }
    return [source.value]
  })
  return { argument: arg.text, texts }
}
