import type { Json } from '../contract/json.js'

/** Where `${env:NAME}` finds its values. */
export interface Environment {
  get(name: string): string | undefined
}

const reference = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/**
 * The config with every `${env:NAME}` and `${env:NAME:-default}` in its texts replaced. Names that the environment
 * lacks are added to `missing`; a default also stands in for a variable that is empty.
 */
export function resolveConfig(config: Json, environment: Environment, missing: Set<string>): Json {
  if (typeof config === 'string') return resolveText(config, environment, missing)
  if (typeof config !== 'object' || config === null) return config
  if (isList(config)) return config.map((element) => resolveConfig(element, environment, missing))
  const members = Object.entries(config)
  return Object.fromEntries(members.map(([name, value]) => [name, resolveConfig(value, environment, missing)]))
}

function resolveText(text: string, environment: Environment, missing: Set<string>): string {
  return text.replace(reference, (_, name: string, substitute: string | undefined) => {
    const value = environment.get(name)
    if (value !== undefined && (value !== '' || substitute === undefined)) return value
    if (substitute === undefined) missing.add(name)
    return substitute ?? ''
  })
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
