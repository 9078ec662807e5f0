// Imported when an app needs them: SQLite is native code, and an app in memory has no use for it.
const builtIns: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  'tenon:ids': () => import('../../src/provider/ids.js'),
  'tenon:memory': () => import('../../src/store/memory/index.js'),
  'tenon:sqlite': () => import('../../src/store/sqlite/index.js'),
}

/** The default export of a built-in by its `source`; undefined for what the host must supply. */
export async function loadBuiltIn(source: string | undefined): Promise<unknown> {
  const load = source === undefined || !Object.hasOwn(builtIns, source) ? undefined : builtIns[source]
  return load === undefined ? undefined : (await load()).default
}
