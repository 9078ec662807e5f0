import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateProgram } from '../../../generator/evaluate/evaluate-program.js'
import type { Json } from '../../../src/contract/json.js'
import { type ActionBody, compileLegal, outcomeOf, runAction, withLegalSteps } from './action-app.js'
import { evaluate, type Written, WrongType } from './expression-oracle.js'
import { expressionsOver, inputs } from './random-expressions.js'
import { typeErrors } from './type-check.js'

/** Steps in which results are not named yet: `#3` is one of those that can be seen, `#3.x` a member of it. */
type Draft =
  | { readonly kind: 'expr'; readonly expr: Written; readonly reuses: boolean }
  | {
      readonly kind: 'if'
      readonly condition: Written
      readonly then: readonly Draft[]
      readonly else: readonly Draft[]
    }

const slots = ['#0', '#1', '#2', '#3', '#4', '#0.x', '#1.y', '#2.z.w', '#3.length', '#4.0']

const { drafts } = fc.letrec<{ drafts: Draft[]; draft: Draft }>((tie) => {
  const expressions = expressionsOver([...slots, ...slots, ...slots])
  const list = (least: number) => fc.array(tie('draft'), { minLength: least, maxLength: 4 })
  const plain = fc.record({ kind: fc.constant('expr' as const), expr: expressions, reuses: fc.boolean() })
  const branch = fc.record({ kind: fc.constant('if' as const), condition: expressions, then: list(1), else: list(0) })
  return {
    drafts: list(2),
    draft: fc.oneof({ maxDepth: 3, depthSize: 'small' }, plain, { weight: 2, arbitrary: branch }),
  }
})

/** Names the results of drafts: the two branches of an `if` may give the same name to theirs. */
class Naming {
  private count = 0

  steps(list: readonly Draft[], seen: string[], offered: string[] = []): object[] {
    return list.map((draft) => {
      if (draft.kind === 'expr') {
        const expr = fill(draft.expr, seen)
        const name = (draft.reuses ? offered.shift() : undefined) ?? `v${this.count++}`
        seen.push(name)
        return { expr, as: name }
      }
      const condition = fill(draft.condition, seen)
      const inThen = [...seen]
      const then = this.steps(draft.then, inThen)
      const given = inThen.slice(seen.length)
      const inElse = [...seen]
      const otherwise = this.steps(draft.else, inElse, [...given])
      for (const name of new Set([...given, ...inElse.slice(seen.length)])) seen.push(name)
      return { if: condition, then, ...(otherwise.length === 0 ? {} : { else: otherwise }) }
    })
  }
}

function fill(expression: Written, seen: readonly string[]): Written {
  const text = JSON.stringify(expression).replaceAll(/"#(\d)([.\w]*)"/g, (_, slot: string, rest: string) => {
    const name = seen[seen.length - 1 - (Number(slot) % Math.max(seen.length, 1))]
    return name === undefined ? '"input.u"' : JSON.stringify(name + rest)
  })
  return JSON.parse(text)
}

function bodyOf(list: readonly Draft[]): ActionBody {
  const seen: string[] = []
  const steps = new Naming().steps(list, seen)
  return { do: steps, return: Object.fromEntries(seen.map((name) => [name, { $expr: { var: name } }])) }
}

/** What the language says that steps do: a result of a branch that did not run is null, and of a step that failed. */
function walk(steps: readonly object[], scope: Record<string, Json>, goesOn: boolean): void {
  for (const step of steps as readonly Record<string, unknown>[]) {
    try {
      if ('expr' in step) scope[String(step.as)] = evaluate(step.expr as Written, scope)
      else {
        const holds = evaluate({ '!!': [step.if as Written] }, scope)
        walk((holds ? step.then : (step.else ?? [])) as readonly object[], scope, goesOn)
      }
    } catch (failure) {
      if (!goesOn || !(failure instanceof WrongType)) throw failure
    }
  }
}

function valueOfBody(body: ActionBody, input: Json): Json {
  const scope: Record<string, Json> = { input }
  walk(body.do ?? [], scope, body.failure !== undefined)
  return Object.fromEntries(Object.keys(body.return as object).map((name) => [name, scope[name] ?? null]))
}

/** What random steps have found once. */
const known: readonly ActionBody[] = [
  // The second name gets its wider type only because the first one does.
  {
    do: [
      {
        if: { var: 'input.b' },
        then: [
          { expr: { var: 'input.e' }, as: 'a' },
          { expr: { var: 'a' }, as: 'b' },
        ],
        else: [
          { expr: { var: 'input.u' }, as: 'a' },
          { expr: 'Ä', as: 'b' },
        ],
      },
    ],
    return: { a: { $expr: { var: 'a' } }, b: { $expr: { var: 'b' } } },
  },
  // Null is all that a name holds here, and anything what it may hold elsewhere.
  {
    do: [
      {
        if: { var: 'input.b' },
        then: [{ expr: { if: [{ var: 'input.b' }, { var: 'input.o' }, 1] }, as: 'a' }],
        else: [
          { expr: null, as: 'a' },
          { expr: { var: 'a' }, as: 'b' },
          { expr: { coalesce: [{ var: 'b' }, { var: 'input.o' }, { var: 'input.o.x' }] }, as: 'c' },
        ],
      },
      { if: { or: [{ var: 'input.c' }, true] }, then: [{ expr: 1, as: 'd' }], else: [{ expr: { var: 'b' }, as: 'd' }] },
    ],
    return: { a: { $expr: { var: 'a' } }, c: { $expr: { var: 'c' } }, d: { $expr: { var: 'd' } } },
  },
]

describe('emitted steps', { timeout: 120_000 }, () => {
  const drawn = fc.sample(drafts, { numRuns: 160, seed: 20260131 }).map(bodyOf)
  const failure = { on_step_error: 'continue' } as const
  const bodies = withLegalSteps(drawn.map((body, index) => (index % 2 === 0 ? body : { ...body, failure }))).concat(
    known,
  )
  const { legal, compiled } = compileLegal(bodies)
  const { files } = compiled.files

  it('are many', () => {
    expect(legal.length).toBeGreaterThan(100)
  })

  it('do what the language says', () => {
    const program = evaluateProgram('fuzz', compiled.files)
    const given = fc.sample(inputs, { numRuns: 25, seed: 3 })
    for (const [id, body] of legal) {
      for (const values of given) {
        const wanted = outcomeOf(() => valueOfBody(body, values))
        const actual = outcomeOf(() => runAction(program, id, values))
        expect({ steps: body.do, values, actual }).toEqual({ steps: body.do, values, actual: wanted })
      }
    }
  })

  it('type-check, whichever branch runs', () => {
    expect(typeErrors(Object.fromEntries(files.map(({ path, text }) => [path, text])))).toEqual([])
  })
})
