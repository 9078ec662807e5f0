import { fieldMap, filledList, mapOf, mapping, onceEach, scalarMap, text } from './make-shape.js'
import { type Key, type MappingShape, optional, required } from './shape.js'

const entrypointKeys = {
  id: required(text('id'), 'The name under which it is called.'),
  access: optional(
    mapping('the access of an entrypoint', {
      roles: required(onceEach(filledList('roles', text('filled'))), 'A caller needs one of them.'),
    }),
    'Who may call it; the default policy decides where it is absent.',
  ),
  in: required(fieldMap(), 'What it takes.'),
} as const satisfies Record<string, Key>

export const queryShape: MappingShape = mapping('a query', {
  ...entrypointKeys,
  defaults: optional(mapOf('literals', 'word', { kind: 'json' }), 'What stands in for absent inputs.'),
  where: optional({ kind: 'expression' }, 'Rows are kept when this holds, too.'),
  returns: required(
    mapping('what a query returns', {
      projection: required(text('filled'), 'The projection.'),
      as_of: optional(
        { kind: 'template', form: 'any' },
        'As of when a timeline is asked; now where it is absent or null.',
      ),
    }),
    'What it returns.',
  ),
})

export const routeShape: MappingShape = mapping('a route', {
  ...entrypointKeys,
  in: optional(scalarMap(), 'What it takes: scalars.'),
  defaults: optional(mapOf('literals', 'word', { kind: 'json' }), 'What stands in for absent inputs.'),
  renders: required(text('filled'), 'The screen.'),
})

export const mutationShape: MappingShape = mapping('a mutation', {
  ...entrypointKeys,
  run: required(
    mapping('what a mutation runs', {
      actionId: required(text('filled'), 'The action.'),
      input: required({ kind: 'template', form: 'members' }, 'What is handed to it; {} hands on the whole input.'),
    }),
    'What it does.',
  ),
})
