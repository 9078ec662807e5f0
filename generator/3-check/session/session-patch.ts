import type { StepSyntax, TemplateSyntax } from '../../artifact/documents.js'
import type { Located, Span } from '../../artifact/span.js'

type Members = TemplateSyntax & { readonly kind: 'object' }

/** The values of a member: none or one. */
export function membersIn(template: Members, name: string): readonly TemplateSyntax[] {
  return template.entries.filter((entry) => entry.name.text === name).map(({ value }) => value)
}

/** A member that is written out; null where it is computed or not there. */
export function literalIn(template: Members, name: string): (Located & { readonly value: unknown }) | null {
  const [value] = membersIn(template, name)
  return value?.kind === 'literal' ? value : null
}

/** The paths that steps write, whichever branch is taken. */
export interface WrittenPaths {
  readonly written: readonly string[]
  /** Where a path is computed, so that nobody knows it before. */
  readonly computed: readonly Span[]
}

/** Every path that a `session.write` among the steps names. */
export function listWrittenPaths(steps: readonly StepSyntax[]): WrittenPaths {
  const all = steps.flatMap((step): readonly WrittenPaths[] => {
    if (step.kind === 'if') return [listWrittenPaths(step.then), listWrittenPaths(step.else)]
    return step.kind === 'call' && step.call.text === 'session.write' && step.with !== null ? [pathsOf(step.with)] : []
  })
  return { written: all.flatMap(({ written }) => written), computed: all.flatMap(({ computed }) => computed) }
}

function pathsOf(given: TemplateSyntax): WrittenPaths {
  if (given.kind !== 'object') return { written: [], computed: [given.at] }
  const patches = [...membersIn(given, 'patch'), ...membersIn(given, 'patches').flatMap(itemsOf)]
  const paths = patches.map((patch) => (patch.kind === 'object' ? membersIn(patch, 'path')[0] : patch))
  return {
    written: paths.flatMap((path) => (path?.kind === 'literal' && typeof path.value === 'string' ? [path.value] : [])),
    computed: paths.flatMap((path) => (path === undefined || path.kind === 'literal' ? [] : [path.at])),
  }
}

function itemsOf(template: TemplateSyntax): readonly TemplateSyntax[] {
  return template.kind === 'list' ? template.items : [template]
}
