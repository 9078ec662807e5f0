/** The names of natives, as a specifier can name them: `node:fs` stands under `fs`. */
export interface NativeNames {
  /** Names that may be required, with the native that each means. */
  readonly granted: ReadonlyMap<string, string>
  /** Names of natives that exist and were not granted, with who denied each. */
  readonly denied: ReadonlyMap<string, string>
}

/** A native by its names, the first or only one its own. */
export interface NamedNative {
  readonly name: string
  readonly aliases?: readonly string[] | undefined
}

/** Every native has its twin under `node:`, and the two are one entry. */
export function canonicalName(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier
}

/** All names that mean a native. */
export function namesOf({ name, aliases = [] }: NamedNative): string[] {
  return [...new Set([name, ...aliases].map(canonicalName))]
}

/** The table of natives for one guest. A name that is granted is not denied, whoever else has it. */
export function nativeNames(
  granted: readonly NamedNative[],
  denied: readonly (NamedNative & { readonly by: string })[] = [],
): NativeNames {
  return {
    granted: new Map(granted.flatMap((native) => namesOf(native).map((name) => [name, canonicalName(native.name)]))),
    denied: new Map(denied.flatMap((native) => namesOf(native).map((name) => [name, native.by]))),
  }
}

/** What can be required, in code-unit order. */
export function availableNames({ granted }: NativeNames): string[] {
  return [...granted.keys()].sort()
}
