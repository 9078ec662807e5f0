import type { FindUses, Use } from './port-use.js'

/** The ports that the actions of mutations call, however deep. */
export const findUsesOfMutations: FindUses = ({ mutations }, { callables }) =>
  mutations.flatMap(({ id, action }) => {
    const reached = new Set([action.text])
    const uses: Use[] = []
    for (const name of reached) {
      const callable = callables.get(name)
      if (callable?.kind !== 'action') continue
      for (const { target } of callable.calls) {
        const kind = callables.get(target.text)?.kind
        if (kind === 'action') reached.add(target.text)
        const by = `action "${name}"`
        if (kind === 'port') uses.push({ port: target.text, at: target.at, by, from: `mutation "${id.text}"` })
      }
    }
    return uses
  })
