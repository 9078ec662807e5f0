import type { CheckedScenario, CheckedSuite } from '../../artifact/scenario-model.js'
import type { Span } from '../../artifact/span.js'

/** The place in the text of something that a report names by its path: the nearest thing around it that has one. */
export function findPlace({ scenarios }: CheckedSuite, path: string): Span | null {
  const places = new Map(scenarios.flatMap((scenario) => listPlaces(scenario)))
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const found = places.get(path.slice(0, end))
    if (found !== undefined) return found
  }
  return null
}

function listPlaces({ id, at, steps }: CheckedScenario): readonly (readonly [string, Span])[] {
  return [
    [`scenarios.${id}`, at],
    ...steps.flatMap(({ path, at: stepAt, trigger, captures, expect }): readonly (readonly [string, Span])[] => [
      [path, stepAt],
      ...(trigger === null ? [] : [[`${path}.trigger`, trigger.at] as const]),
      ...captures.map((capture) => [capture.path, capture.at] as const),
      ...(expect === null ? [] : [[`${path}.expect`, expect.at] as const]),
      ...(expect?.guards?.structural ?? []).map((rule, index) => {
        return [rule.path, expect?.written[index]?.at ?? rule.at] as const
      }),
      ...(expect?.guards?.semantic ?? []).map((rule) => [rule.path, rule.at] as const),
    ]),
  ]
}
