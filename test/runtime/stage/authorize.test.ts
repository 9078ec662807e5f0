import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Principal } from '../../../src/contract/caller.js'
import type { AuthContext } from '../../../src/runtime.js'
import { agent, ann, startDesk, ticket, withProbe } from '../desk/desk.js'
import { program } from '../desk/program.js'

describe('a caller', () => {
  const cases: readonly (readonly [name: string, caller: unknown, roles: readonly string[]])[] = [
    ['absent', undefined, ['anonymous']],
    ['null', null, ['anonymous']],
    ['without a subject', { subject: null }, ['anonymous']],
    ['without a subject, with claims', { subject: null, claims: { desk_agent: true } }, ['anonymous']],
    ['with a subject', ann, ['authenticated']],
    ['with the claim', agent, ['agent', 'authenticated']],
    ['with a truthy claim that is not equal', { subject: 'a', claims: { desk_agent: 'true' } }, ['authenticated']],
    ['with an inherited claim', { subject: 'a', claims: Object.create(null) }, ['authenticated']],
    ['with roles of their own making', { subject: 'a', roles: ['agent'] }, ['authenticated']],
    ['with null for claims and tags', { subject: 'a', claims: null, tags: null }, ['authenticated']],
  ]

  it.each(cases)('%s has the roles that the app derives', async (_, authContext, roles) => {
    const { runtime } = startDesk({
      program: withProbe((__, run) => run.principal.roles, { roles: null }, { defaultPolicy: 'allow' }),
    })
    const call = { entrypointKind: 'mutation', entrypointId: 'probe', authContext: authContext as AuthContext } as const
    expect((await runtime.invoke(call)).output).toEqual(roles)
  })

  it('reaches the action with claims and tags', async () => {
    const authContext = { subject: 'ann', claims: { team: ['a'] }, tags: ['x'] }
    const { mutate } = startDesk({ program: withProbe((_, run) => ({ ...run.principal })) })
    expect((await mutate('probe', {}, { authContext })).output).toEqual({ ...authContext, roles: ['authenticated'] })
  })
})

describe('a malformed auth context', () => {
  const holder: { self?: unknown } = {}
  holder.self = holder
  const thrower = {
    get subject(): string {
      throw new Error('no')
    },
  }
  const cases: readonly (readonly [name: string, caller: unknown])[] = [
    ['a text', 'ann'],
    ['a number', 0],
    ['false', false],
    ['a list', []],
    ['without a subject', {}],
    ['a subject that is no text', { subject: 7 }],
    ['a subject that is half a character', { subject: '\ud800' }],
    ['claims that are a list', { subject: 'a', claims: [] }],
    ['claims that are a map', { subject: 'a', claims: new Map() }],
    ['a claim that is a function', { subject: 'a', claims: { desk_agent: () => true } }],
    ['a claim that is infinite', { subject: 'a', claims: { n: Number.POSITIVE_INFINITY } }],
    ['a claim that is a date', { subject: 'a', claims: { at: new Date(0) } }],
    ['claims that hold themselves', { subject: 'a', claims: holder }],
    ['tags that are a text', { subject: 'a', tags: 'x' }],
    ['tags that are no texts', { subject: 'a', tags: [1] }],
    ['a getter that throws', thrower],
  ]

  it.each(cases)('%s is denied, and says why', async (_, authContext) => {
    const { query, log } = startDesk()
    const { status, violations } = await query('list_board', {}, authContext as AuthContext)
    expect({ status, violations }).toEqual({
      status: 'rejected',
      violations: [
        {
          code: 'access_denied_error',
          message: 'the caller may not use this query',
          details: { reason: 'principal_validation_error', requiredRoles: ['authenticated'], effectiveRoles: [] },
        },
      ],
    })
    expect(log).toEqual([])
  })
})

describe('the decision', () => {
  it('asks for one of the roles', async () => {
    const { mutate } = startDesk()
    expect(await mutate('open_ticket', ticket('t1'), { authContext: ann })).toMatchObject({ status: 'ok' })
    const { violations } = await mutate('open_ticket', ticket('t1'), { authContext: null })
    expect(violations).toEqual([
      {
        code: 'access_denied_error',
        message: 'the caller may not use this mutation',
        details: { requiredRoles: ['agent', 'authenticated'], effectiveRoles: ['anonymous'] },
      },
    ])
  })

  it('is left to the default policy where no roles are named', async () => {
    const denied = await startDesk().query('peek_board', {}, agent)
    expect(denied.violations[0]?.details).toEqual({ requiredRoles: [], effectiveRoles: ['agent', 'authenticated'] })
    const open = startDesk({ program: { ...program, defaultPolicy: 'allow' } })
    expect(await open.query('peek_board', {}, null)).toMatchObject({ status: 'ok' })
  })
})

it('is the only file that makes an allowed invocation', () => {
  const folder = new URL('../../../src/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  const makers = files.flatMap((path) => {
    const text = readFileSync(new URL(path.replaceAll('\\', '/'), folder), 'utf8')
    return [...text.matchAll(/stage: 'allowed',/g)].map(() => path)
  })
  expect(makers).toEqual(['kernel/authorize.ts'])
})

describe('the host’s own check of a caller', () => {
  const asked: unknown[] = []
  const validate = (principal: Principal): boolean => {
    asked.push(principal)
    return principal.subject !== 'ann'
  }

  it.each([
    ['at once', validate],
    ['later', async (principal: Principal) => validate(principal)],
  ])('has the last word, %s', async (_, check) => {
    asked.length = 0
    const { mutate, query } = startDesk({ hostPorts: { principal: { validate: check } }, program: withProbe(() => 1) })
    const denied = await mutate('probe', {})
    expect(denied).toMatchObject({
      status: 'rejected',
      violations: [
        { code: 'access_denied_error', details: { reason: 'principal_validation_error', effectiveRoles: [] } },
      ],
    })
    expect(asked).toEqual([{ subject: 'ann', claims: {}, tags: [], roles: ['authenticated'] }])
    expect((await mutate('probe', {}, { authContext: agent })).output).toBe(1)
    expect((await query('list_board', {}, agent)).status).toBe('ok')
  })

  it('is not asked of those whom the app denies, or who said something wrong', async () => {
    asked.length = 0
    const { mutate, query } = startDesk({ hostPorts: { principal: { validate } }, program: withProbe(() => 1) })
    expect((await mutate('probe', {}, { authContext: null })).status).toBe('rejected')
    expect((await query('list_board', { page: 'one' })).violations[0]?.code).toBe('validation_error')
    expect(asked).toEqual([])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('no'))],
    [
      'throws at once',
      () => {
        throw new Error('no')
      },
    ],
    ['answers something else', () => 'yes' as unknown as boolean],
  ])('lets nobody in where it %s', async (_, check) => {
    const ran: string[] = []
    const program = withProbe(() => ran.push('ran'))
    const { mutate } = startDesk({ hostPorts: { principal: { validate: check } }, program })
    expect((await mutate('probe', {})).ok).toBe(false)
    expect(ran).toEqual([])
  })
})
