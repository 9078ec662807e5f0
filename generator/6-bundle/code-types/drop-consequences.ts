import type { PlacedFinding } from './place-finding.js'

/** A parameter that needs a type: nothing around it says one. */
const ofParameters: ReadonlySet<string> = new Set(['TS7006', 'TS7031'])

/** An import that leads nowhere: what it would have given may be anything. */
const ofImports: ReadonlySet<string> = new Set(['TS2305', 'TS2307', 'TS2614', 'TS2724'])

/** What an expression by itself does wrong. Everything else may be why a function is not read as that of a port. */
const ofExpressions: ReadonlySet<string> = new Set([
  ...['TS2304', 'TS2339', 'TS2345', 'TS2531', 'TS2532', 'TS2533', 'TS2551', 'TS2552', 'TS2554'],
  ...['TS18046', 'TS18047', 'TS18048', 'TS18049'],
])

/**
 * Leaves out what follows from another finding of the same module: where a port is misspelt, the parameters of its function have
 * no types, and where an import leads nowhere, contracts that come from there are not met.
 */
export function dropConsequences(found: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const idsOf = (isCause: (code: string) => boolean): ReadonlySet<string> =>
    new Set(found.filter(({ code }) => isCause(code)).map(({ module }) => module))
  const astray = idsOf((code) => ofImports.has(code))
  const broken = idsOf((code) => !ofParameters.has(code) && !ofExpressions.has(code))
  return found.filter(({ code, module, isOfContract }) => {
    if (isOfContract && !ofImports.has(code)) return !astray.has(module)
    return !ofParameters.has(code) || !broken.has(module)
  })
}
