// `exports` and `imports` of a package, as Node reads them: a path or none, an object of conditions, an object of subpaths, and
// subpaths with one `*`. A list gives the first of its entries that means something.

type Conditions = ReadonlySet<string>
type Members = Readonly<Record<string, unknown>>

/** The path within its package that `exports` has for `.` or `./sub`; null where it has none. */
export function exportTarget(exports: unknown, subpath: string, conditions: Conditions): string | null {
  const table = isSubpaths(exports) ? exports : { '.': exports }
  return matchTarget(table, subpath, conditions)
}

/** What `imports` has for `#name`: a path within its package, or a specifier; null where it has nothing. */
export function importTarget(imports: unknown, name: string, conditions: Conditions): string | null {
  return isMembers(imports) ? matchTarget(imports, name, conditions) : null
}

function matchTarget(table: Members, key: string, conditions: Conditions): string | null {
  if (Object.hasOwn(table, key) && !key.includes('*')) return targetOf(table[key], '', conditions) ?? null
  const matches = Object.keys(table)
    .map((pattern) => ({ pattern, filling: fillingOf(pattern, key) }))
    .filter(({ filling }) => filling !== null)
    .sort((left, right) => starOf(right.pattern) - starOf(left.pattern) || right.pattern.length - left.pattern.length)
  const [best] = matches
  return best === undefined ? null : (targetOf(table[best.pattern], best.filling ?? '', conditions) ?? null)
}

// Null: the package says that there is nothing. Undefined: it does not say.
function targetOf(target: unknown, filling: string, conditions: Conditions): string | null | undefined {
  if (typeof target === 'string') return isWithin(target, filling) ? target.replaceAll('*', () => filling) : null
  if (Array.isArray(target)) return firstTarget(target, filling, conditions)
  if (!isMembers(target)) return null
  for (const [condition, inner] of Object.entries(target)) {
    if (condition !== 'default' && !conditions.has(condition)) continue
    const found = targetOf(inner, filling, conditions)
    if (found !== undefined) return found
  }
  return undefined
}

function firstTarget(targets: readonly unknown[], filling: string, conditions: Conditions): string | null {
  for (const target of targets) {
    const found = targetOf(target, filling, conditions)
    if (typeof found === 'string') return found
  }
  return null
}

// A package gives nothing that lies outside of it.
function isWithin(target: string, filling: string): boolean {
  const parts = (target.startsWith('./') ? target.slice(2) : target).split('/')
  return [...parts, ...filling.split('/')].every((part) => part !== '..' && part !== '.' && part !== 'node_modules')
}

function fillingOf(pattern: string, key: string): string | null {
  const star = pattern.indexOf('*')
  if (star === -1) return null
  const end = pattern.slice(star + 1)
  const fits = key.length >= pattern.length && key.startsWith(pattern.slice(0, star)) && key.endsWith(end)
  return fits ? key.slice(star, key.length - end.length) : null
}

function starOf(pattern: string): number {
  return pattern.indexOf('*')
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSubpaths(value: unknown): value is Members {
  return isMembers(value) && Object.keys(value).some((key) => key.startsWith('.'))
}
