import { type Compiled, compile } from '../../../generator/compile.js'
import { defineApp } from '../../../generator/define.js'
import type { Json } from '../../../src/contract/json.js'
import type { Program } from '../../../src/contract/program.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { WrongType } from './expression-oracle.js'
import { inputTypes } from './random-expressions.js'

/** What of an action is under test: its steps and what it returns. */
export interface ActionBody {
  readonly do?: readonly object[]
  readonly return: unknown
  readonly failure?: { readonly on_step_error: 'continue' }
}

export type NamedActions = readonly (readonly [id: string, body: ActionBody])[]

function compileActions(actions: NamedActions) {
  // JSON is YAML.
  const yaml = JSON.stringify({
    app: { id: 'fuzz', name: 'Fuzz', tz: 'UTC' },
    domain: { actions: Object.fromEntries(actions.map(([id, body]) => [id, { in: inputTypes, ...body }])) },
    mutations: actions.map(([id]) => ({ id, in: inputTypes, run: { actionId: id, input: {} } })),
    access: { default_policy: 'allow', roles: {} },
  })
  const { documents } = defineApp({ yaml })
  return compile(documents, new Map(), {
    compilerVersion: '0.1.0',
    generatedDir: 'generated/fuzz',
    declarations: new Map(),
    projectFromGenerated: '../..',
    inputHash: 'sha256-',
    inputs: {},
    locate: () => 'app.yaml:1',
  })
}

/** Compiles those of the actions that the checker lets pass; of the others it says that they can never work. */
export function compileLegal(bodies: readonly ActionBody[]): {
  readonly legal: NamedActions
  readonly compiled: Compiled
} {
  const all = bodies.map((body, index) => [`x${index}`, body] as const)
  const refused = new Set(findErrors(all).map(({ id }) => id))
  const legal = all.filter(([id]) => !refused.has(id))
  const compiled = compileActions(legal)
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'))
  return { legal, compiled: compiled.value }
}

/** The same actions, with something harmless where the checker refuses an expression of a step. */
export function withLegalSteps(bodies: readonly ActionBody[]): readonly ActionBody[] {
  const repaired: ActionBody[] = structuredClone([...bodies])
  for (let round = 0; round < 20; round++) {
    const errors = findErrors(repaired.map((body, index) => [`x${index}`, body] as const))
    for (const { id, place } of errors) replaceExpression(repaired[Number(id.slice(1))], place)
    if (errors.length === 0) break
  }
  return repaired
}

function findErrors(actions: NamedActions): { readonly id: string; readonly place: readonly string[] }[] {
  const errors = compileActions(actions).diagnostics.filter(({ severity }) => severity === 'error')
  return errors.map(({ path }) => {
    const [id = '', ...place] = (path ?? '').split('.').slice(2)
    return { id, place }
  })
}

function replaceExpression(body: ActionBody | undefined, place: readonly string[]): void {
  const end = place.findIndex((key) => key === 'expr' || key === 'if')
  const step = place.slice(0, end).reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], body)
  if (end !== -1 && typeof step === 'object' && step !== null)
    Object.assign(step, { [place[end] ?? '']: { var: 'input.u' } })
}

/** Runs the action behind a mutation, which must neither read nor write nor call. */
export function runAction(program: Program, id: string, given: Json): unknown {
  const mutation = program.mutations.get(id)
  if (mutation === undefined) throw new Error(`no mutation ${id}`)
  return mutation.run(given, { passOver } as never)
}

/** Goes on behind what fails, as a run does. */
function passOver(_: string, thrown: unknown): void {
  if (!(thrown instanceof CallFailed)) throw thrown
}

/** The value that something gives, or the code with which it fails. Minus zero is zero in JSON. */
export function outcomeOf(run: () => unknown): unknown {
  try {
    return JSON.stringify(run())
  } catch (failure) {
    if (failure instanceof WrongType) return 'expression_type_error'
    if (failure instanceof CallFailed) return failure.failure.code
    throw failure
  }
}
