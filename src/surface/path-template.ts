/** One segment of a template: this very text, any text, or all that is left. */
export type TemplateSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'rest' }

/** Takes a template apart. Its form has been proved when the app was built. */
export function readTemplate(template: string): readonly TemplateSegment[] {
  return splitPath(template).map((segment): TemplateSegment => {
    if (segment === '*') return { kind: 'rest' }
    if (segment.startsWith(':')) return { kind: 'named', name: segment.slice(1) }
    return { kind: 'literal', text: decodeURIComponent(segment) }
  })
}

/** The segments of a path as they are written; trailing slashes mean nothing, so the root has none. */
export function splitPath(path: string): readonly string[] {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return end === 0 ? [] : path.slice(1, end).split('/')
}

/** What a path has at the places that a template names; the rest is joined again, under `*`. */
export function namedSegments(
  template: readonly TemplateSegment[],
  segments: readonly string[],
): ReadonlyMap<string, string> {
  const named = new Map<string, string>()
  template.forEach((segment, index) => {
    if (segment.kind === 'named') named.set(segment.name, segments[index] ?? '')
    else if (segment.kind === 'rest') named.set('*', segments.slice(index).join('/'))
  })
  return named
}
