import { describe, expect, it } from 'vitest'
import type { GuardProgram, RunEnvironment, SemanticRule, StructuralRule } from '../../../src/contract/guard.js'
import { digest } from '../../../src/host/digest.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { evaluateGuards } from '../../../src/semantics/guard/evaluate-guards.js'
import { findBroken } from '../../../src/semantics/guard/find-broken.js'
import {
  isSampled,
  type Judge,
  type Judgement,
  judgeRule,
  type Question,
} from '../../../src/semantics/guard/judge-rules.js'

interface Scope {
  readonly size: number
}

function structural(index: number, holds: (scope: Scope) => boolean): StructuralRule<Scope> {
  return { id: `action:a:pre:structural:${index}`, description: `Rule ${index}.`, path: `a.${index}`, holds }
}

function semantic(confidence: SemanticRule['confidence'] = 'medium', rate = 1): SemanticRule {
  return {
    id: 'action:a:pre:semantic:0',
    description: 'Plain.',
    path: 'a.semantic.0',
    rule: 'It is plain.',
    confidence,
    sampling: { production: rate, simulation: rate, ci: rate },
  }
}

function guards(parts: Partial<GuardProgram<Scope>>): GuardProgram<Scope> {
  return { kind: 'action', primitive: 'a', policy: 'abort', structural: [], semantic: [], ...parts }
}

function judgement(judge: Judge | null, environment: RunEnvironment = 'production', seed = 'call-1'): Judgement {
  return { environment, seed, judge, digest }
}

const typeError = (): never => {
  throw callFailed('expression_type_error', { problem: 'no' })
}

describe('structural rules', () => {
  it('are all evaluated, in their order, whatever came before', () => {
    const seen: number[] = []
    const rules = [false, true, false].map((holds, index) =>
      structural(index, ({ size }) => {
        seen.push(index + size)
        return holds
      }),
    )
    const broken = findBroken(guards({ structural: rules }), { size: 10 })
    expect(seen).toEqual([10, 11, 12])
    expect(broken.map(({ rule, tier, cause }) => [rule.description, tier, cause])).toEqual([
      ['Rule 0.', 'structural', 'violated'],
      ['Rule 2.', 'structural', 'violated'],
    ])
  })

  it('that cannot be evaluated do not hold', () => {
    const rules = [structural(0, typeError), structural(1, () => true)]
    expect(findBroken(guards({ structural: rules }), { size: 1 }).map(({ rule }) => rule.id)).toEqual([
      'action:a:pre:structural:0',
    ])
  })

  it('do not hide a bug', () => {
    const broken = structural(0, () => JSON.parse(''))
    expect(() => findBroken(guards({ structural: [broken] }), { size: 1 })).toThrow(SyntaxError)
  })
})

describe('a sample', () => {
  // The first eight digits of the SHA-256 of `call-1:action:a:pre:semantic:0:production`, and so on.
  it.each([
    ['production', 0x97d78435],
    ['simulation', 0xfda594e2],
    ['ci', 0xb0efd4fe],
  ] as const)('holds a rule in %s where its share, %i of 4294967295, is below the rate', (environment, share) => {
    const exact = share / 0xffffffff
    const among = (rate: number) => isSampled(semantic('medium', rate), judgement(null, environment))
    expect([among(0), among(exact), among(exact + 1e-9), among(1)]).toEqual([false, false, true, true])
  })

  it('is another one in another call, and the same in the same', () => {
    const seeds = Array.from({ length: 1000 }, (_, index) => `call-${index}`)
    const sampled = () =>
      seeds.filter((seed) => isSampled(semantic('medium', 0.05), judgement(null, 'production', seed)))
    expect(sampled()).toEqual(sampled())
    expect(sampled().length).toBeGreaterThan(20)
    expect(sampled().length).toBeLessThan(100)
  })

  it('of nothing asks nobody', async () => {
    const asked: Question[] = []
    const judge: Judge = async (question) => asked.push(question) > 0
    expect(await judgeRule(semantic('medium', 0), {}, judgement(judge))).toBeNull()
    expect(asked).toEqual([])
  })
})

describe('a rule in plain words', () => {
  const failing = (): never => {
    throw callFailed('capability_invocation_error', { port: 'guards.semantic.evaluate' })
  }

  it.each<[SemanticRule['confidence'], RunEnvironment, readonly (boolean | 'fails')[], string]>([
    ['medium', 'production', [true], 'holds'],
    ['medium', 'production', [false], 'violated'],
    ['medium', 'ci', [false], 'violated'],
    ['medium', 'simulation', ['fails'], 'unanswered'],
    ['high', 'production', [false], 'violated'],
    ['high', 'simulation', [true], 'holds'],
    ['high', 'ci', [true, true, true], 'holds'],
    ['high', 'ci', [true, false, true], 'holds'],
    ['high', 'ci', [false, true, false], 'violated'],
    ['high', 'ci', [false, 'fails', false], 'violated'],
    ['high', 'ci', [true, 'fails', false], 'unanswered'],
    ['high', 'ci', ['fails', 'fails', true], 'unanswered'],
    ['low', 'ci', [true], 'holds'],
  ])('of %s confidence in %s, with the votes %j, is %s', async (confidence, environment, votes, expected) => {
    const asked: Question[] = []
    const judge: Judge = async (question) => {
      asked.push(question)
      const vote = votes[question.invocationIndex]
      return vote === 'fails' || vote === undefined ? failing() : vote
    }
    const context = { size: 3 }
    expect(await judgeRule(semantic(confidence), context, judgement(judge, environment))).toBe(expected)
    expect(asked).toEqual(
      votes.map((_, index) => ({
        guardId: 'action:a:pre:semantic:0',
        rule: 'It is plain.',
        confidence,
        invocationIndex: index,
        invocationCount: votes.length,
        context,
      })),
    )
  })

  it('does not hide a bug of the judge', async () => {
    await expect(
      judgeRule(
        semantic(),
        {},
        judgement(async () => JSON.parse('')),
      ),
    ).rejects.toThrow(SyntaxError)
  })
})

describe('a block of rules', () => {
  it('asks no judge where a structural rule is broken', () => {
    const block = guards({ structural: [structural(0, () => false)], semantic: [semantic()] })
    const found = evaluateGuards(block, { size: 1 }, () => {
      throw new Error('nobody is asked')
    })
    expect(found).toMatchObject({ broken: [{ tier: 'structural' }], warnings: [] })
  })

  it('answers at once where no judge is needed', () => {
    expect(evaluateGuards(guards({}), { size: 1 }, () => judgement(null))).toEqual({ broken: [], warnings: [] })
  })

  // What blocks, and what is only told: [confidence, environment, verdict, blocking cause, warning].
  it.each<[SemanticRule['confidence'], RunEnvironment, boolean | null, string | null, string | null]>([
    ['high', 'production', false, 'violated', null],
    ['medium', 'production', false, 'violated', null],
    ['low', 'production', false, 'violated', null],
    ['low', 'simulation', false, 'violated', null],
    ['high', 'ci', false, 'violated', null],
    ['medium', 'ci', false, 'violated', null],
    ['low', 'ci', false, null, 'action_guard_error'],
    ['high', 'production', null, null, 'semantic_guard_unavailable_error'],
    ['low', 'simulation', null, null, 'semantic_guard_unavailable_error'],
    ['medium', 'simulation', null, null, 'semantic_guard_unavailable_error'],
    ['high', 'ci', null, 'unanswered', null],
    ['medium', 'ci', null, 'unanswered', null],
    ['low', 'ci', null, null, 'semantic_guard_unavailable_error'],
  ])(
    'of %s confidence in %s, judged %j, blocks by %j and warns of %j',
    async (confidence, at, verdict, cause, code) => {
      const judge: Judge | null = verdict === null ? null : async () => verdict
      const block = guards({ semantic: [semantic(confidence)] })
      const found = await evaluateGuards(block, { size: 1 }, () => judgement(judge, at))
      expect(found.broken.map((one) => one.cause)).toEqual(cause === null ? [] : [cause])
      expect(found.warnings.map((one) => one.code)).toEqual(code === null ? [] : [code])
    },
  )
})
