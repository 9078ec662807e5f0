import { type EffectKind, effectKinds } from '../../../src/contract/effect.js'
import type { ActionSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Fix, safeFix } from '../../diagnostic/fix.js'
import type { Callable, DeclaredAction } from '../declaration/declarations.js'

/** Effects that an action may have without listing them. */
const alwaysPermitted: readonly EffectKind[] = ['compute', 'read']

/** Where an effect of an action comes from. */
interface Cause {
  readonly note: string
  readonly at: Span
}

/** Holds the effects that an action lists against those of what it calls and emits. */
export function checkEffects(action: DeclaredAction, callables: ReadonlyMap<string, Callable>): readonly Diagnostic[] {
  const { id, at, path, syntax, effects, calls } = action
  const causes = findCauses(action, callables)
  // A target that does not exist has been reported, and any effect may be its.
  const callsUnknown = calls.some(({ target }) => !callables.has(target.text))
  const found: Diagnostic[] = []
  for (const effect of effectKinds) {
    const cause = causes.get(effect)
    if (cause === undefined || effects.includes(effect) || alwaysPermitted.includes(effect)) continue
    const extras = {
      path: `${path}.effects`,
      related: [cause],
      hint: suggestList([...effects, effect]),
      fixes: [addEffect(syntax, effect)],
    }
    found.push(diagnostic('spec_effect_undeclared_error', syntax.effectsAt ?? at, { action: id, effect }, extras))
  }
  for (const [index, word] of syntax.effects.entries()) {
    const effect = effectKinds.find((kind) => kind === word.text)
    if (effect === undefined || effect === 'compute' || causes.has(effect) || callsUnknown) continue
    const fixes = [safeFix(`remove the effect "${effect}"`, { kind: 'remove-item', at: word.at })]
    const extras = { path: `${path}.effects.${index}`, fixes }
    found.push(diagnostic('spec_effect_unused_warning', word.at, { action: id, effect }, extras))
  }
  return found
}

function addEffect({ at }: ActionSyntax, effect: EffectKind): Fix {
  return safeFix(`add the effect "${effect}"`, { kind: 'items', at, key: 'effects', items: [effect] })
}

function suggestList(effects: readonly EffectKind[]): string {
  return `effects: [${[...new Set(effects)].sort().join(', ')}]`
}

/** The first cause of each effect. */
function findCauses(
  { syntax, calls }: DeclaredAction,
  callables: ReadonlyMap<string, Callable>,
): ReadonlyMap<EffectKind, Cause> {
  const causes = new Map<EffectKind, Cause>()
  const add = (effect: EffectKind, note: string, at: Span): void => {
    if (!causes.has(effect)) causes.set(effect, { note, at })
  }
  for (const { target } of calls) {
    const callable = callables.get(target.text)
    for (const effect of callable === undefined ? [] : effectsOf(callable))
      add(effect, `calls ${target.text} here`, target.at)
  }
  const [first] = syntax.emits
  if (first !== undefined) add('emit', `emits ${first.signal.text} here`, first.signal.at)
  const { sessionOutcome } = syntax
  if (sessionOutcome !== null && sessionOutcome.clears.length > 0)
    add('session', 'clears the session here', sessionOutcome.at)
  return causes
}

function effectsOf(callable: Callable): readonly EffectKind[] {
  switch (callable.kind) {
    case 'port':
      return callable.effects
    case 'capability':
      return ['compute']
    case 'action':
      return callable.syntax.emits.length > 0 ? [...callable.effects, 'emit'] : callable.effects
  }
}
