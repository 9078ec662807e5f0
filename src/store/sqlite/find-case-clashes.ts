import type { CollectionTable } from '../../contract/collection.js'

type Names = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** What SQLite would take for one name: it does not tell upper from lower case, not even in quotes. */
export function findCaseClashes(tables: readonly CollectionTable[], recorded: Names): string[] {
  const collections = [...recorded.keys(), ...tables.map(({ id }) => id)]
  return [
    ...clashing(collections).map(([one, other]) => `the collections ${one} and ${other} differ in upper case alone`),
    ...tables.flatMap(({ id, columns }) => {
      const fields = [...(recorded.get(id)?.keys() ?? []), ...columns.map(({ name }) => name)]
      return clashing(fields).map(
        ([one, other]) => `the fields ${one} and ${other} of ${id} differ in upper case alone`,
      )
    }),
  ]
}

function clashing(names: readonly string[]): [string, string][] {
  const first = new Map<string, string>()
  return [...new Set(names)].flatMap((name): [string, string][] => {
    const folded = name.toLowerCase()
    const other = first.get(folded)
    if (other === undefined) first.set(folded, name)
    return other === undefined ? [] : [[other, name]]
  })
}
