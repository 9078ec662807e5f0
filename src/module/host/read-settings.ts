/** A native's config, member by member. What is wrong throws one sentence that names the member. */
export interface Settings {
  text(name: string): string | undefined
  texts(name: string): readonly string[] | undefined
  count(name: string, byDefault: number): number
  choice<Choice extends string>(name: string, choices: readonly Choice[], byDefault: Choice): Choice
  record(name: string): Readonly<Record<string, string>>
  raw(name: string): unknown
  fail(name: string, wanted: string): Error
}

/** Holds a config to the names of its members, and reads them. `at` names the config: `config`, or a place in it. */
export function readSettings(config: unknown, at: string, names: readonly string[]): Settings {
  if (!isObject(config)) throw new Error(`${at} must be a mapping`)
  for (const name of Object.keys(config))
    if (!names.includes(name)) throw new Error(`${at} has no member "${name}": its members are ${names.join(', ')}`)
  const raw = (name: string): unknown => (Object.hasOwn(config, name) ? config[name] : undefined)
  const fail = (name: string, wanted: string): Error => new Error(`${at}.${name} must be ${wanted}`)
  return {
    raw,
    fail,
    text(name) {
      const value = raw(name)
      if (value === undefined) return undefined
      if (typeof value !== 'string' || value.trim() === '') throw fail(name, 'a text that is not empty')
      return value
    },
    texts(name) {
      const value = raw(name)
      if (value === undefined) return undefined
      if (!isTexts(value)) throw fail(name, 'a list of texts that are not empty')
      return value
    },
    count(name, byDefault) {
      const value = raw(name) ?? byDefault
      if (!Number.isSafeInteger(value) || Number(value) < 1) throw fail(name, 'a whole number of at least 1')
      return Number(value)
    },
    choice(name, choices, byDefault) {
      const value = raw(name) ?? byDefault
      const found = choices.find((choice) => choice === value)
      if (found === undefined) throw fail(name, `one of ${choices.join(', ')}`)
      return found
    },
    record(name) {
      const value = raw(name) ?? {}
      if (!isObject(value) || !Object.values(value).every((text) => typeof text === 'string'))
        throw fail(name, 'a mapping of names to texts')
      return value as Readonly<Record<string, string>>
    },
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string' && text.trim() !== '')
}
