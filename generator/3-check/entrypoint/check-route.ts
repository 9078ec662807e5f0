import type { CheckedRoute } from '../../artifact/checked-views.js'
import { shapeName } from '../../artifact/identifier.js'
import type { ObjectShape, ShapeField } from '../../artifact/value-type.js'
import type { RouteSyntax } from '../../artifact/views-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredSession } from '../session/declared-session.js'
import { shapeOf } from '../type/shape-of.js'
import { checkDefaults } from './check-defaults.js'
import { checkRoles, rolesOf } from './check-roles.js'

interface Surroundings {
  readonly screens: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly session: DeclaredSession
  readonly found: Diagnostic[]
}

/** Checks one route: its screen exists, and its inputs have their defaults. */
export function checkRoute(syntax: RouteSyntax, path: string, around: Surroundings): CheckedRoute {
  const { screens, roles, session, found } = around
  const input = shapeOf(syntax.in, shapeName('route-input', syntax.id.text))
  const { text: screen, at } = syntax.renders
  if (!screens.has(screen)) {
    const extras = { path: `${path}.renders`, ...suggestName(syntax.renders, screens) }
    found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'screen', id: screen }, extras))
  }
  checkRoles(syntax.access?.roles ?? [], roles, { path: `${path}.access.roles`, found })
  return {
    id: syntax.id.text,
    at: syntax.id.at,
    input,
    roles: rolesOf(syntax.access),
    defaults: checkDefaults(syntax.defaults, input, { path: `${path}.defaults`, found }),
    screen,
    overlay: findOverlay(input, session.shape),
  }
}

/** The inputs whose names and types are those of session fields; `!` is no part of it, since null leaves a field alone. */
function findOverlay(input: ObjectShape, session: ObjectShape): readonly string[] {
  return input.fields.filter((field) => session.fields.some((other) => isAlike(field, other))).map(({ name }) => name)
}

function isAlike(input: ShapeField, field: ShapeField): boolean {
  if (input.name !== field.name || input.type.kind !== 'scalar' || field.type.kind !== 'scalar') return false
  return input.type.scalar === field.type.scalar
}
