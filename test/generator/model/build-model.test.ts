import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../generator/4-model/build-model.js'
import type { CheckedSpec } from '../../../generator/artifact/checked-app.js'
import { deskSpec } from './desk-spec.js'
import { checked, modelOf, options } from './model-of.js'

// Without what it includes: here there is one text.
const helpdesk = readFileSync(new URL('../../../examples/helpdesk/app.yaml', import.meta.url), 'utf8').replace(
  /^include:.*\n/m,
  '',
)

function hash(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '', 'utf8')
    .digest('hex')
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}

describe('the model', () => {
  const app = checked(helpdesk)
  const model = buildModel(app.spec, app.composition, options)

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    expect(JSON.stringify(model)).not.toContain('"at":{"file"')
  })

  it('is made without changing what it is made from', () => {
    expect(buildModel(deepFreeze(app.spec), deepFreeze(app.composition), options)).toEqual(model)
  })

  it('has the hash of the parsed spec, and that of all that it is made from', () => {
    const { specHash, compilerVersion, composition } = model
    const { deployment, target } = composition
    expect(specHash).toBe(hash(app.spec.json))
    expect(model.hash).toBe(hash({ compilerVersion, specHash, deployment, target }))
  })

  it('has hashes that comments do not change', () => {
    const other = modelOf(`# Moved by a line.\n${helpdesk}`)
    expect(other.actions[0]?.origin).not.toBe(model.actions[0]?.origin)
    expect([other.hash, other.specHash]).toEqual([model.hash, model.specHash])
  })

  it.each([
    ['the spec', () => modelOf(helpdesk.replace('default_policy: deny', 'default_policy: allow'))],
    ['the compiler', () => buildModel(app.spec, app.composition, { ...options, compilerVersion: '0.2.0' })],
    ['the target', () => buildModel(app.spec, { ...app.composition, target: 'edge' }, options)],
    ['the deployment', () => buildModel(app.spec, { ...app.composition, given: true }, options)],
  ])('has a hash that %s changes', (_, other) => {
    expect(other().hash).not.toBe(model.hash)
  })

  it('has every list of declarations in code-unit order, and every name once', () => {
    const { collections, signals, capabilities, ports, actions, projections, queries, mutations } = model
    for (const list of [collections, signals, capabilities, ports, actions, projections, queries, mutations]) {
      expect(list.length).toBeGreaterThan(0)
      expect(list.map(({ id }) => id)).toEqual(list.map(({ id }) => id).sort())
      expect(new Set(list.map(({ identifier }) => identifier)).size).toBe(list.length)
    }
    const names = model.shapes.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)].sort())
  })

  it('does not depend on the order of declarations', () => {
    const lists = [
      'collections',
      'signals',
      'capabilities',
      'ports',
      'actions',
      'projections',
      'queries',
      'mutations',
    ] as const
    const shuffled = fc.record(
      Object.fromEntries(
        lists.map((name) => [name, fc.shuffledSubarray([...app.spec[name]], { minLength: app.spec[name].length })]),
      ),
    )
    const roles = fc.shuffledSubarray([...app.spec.access.roles], { minLength: app.spec.access.roles.length })
    fc.assert(
      fc.property(shuffled, roles, (others, order) => {
        const access = { ...app.spec.access, roles: order }
        const spec: CheckedSpec = { ...app.spec, ...others, access }
        expect(buildModel(spec, app.composition, options)).toEqual(model)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a projection', () => {
  const [board] = modelOf(deskSpec()).projections

  it('has a hash that does not change with its place in the text', () => {
    const [moved] = modelOf(`\n\n${deskSpec()}`).projections
    expect(moved?.origin).not.toBe(board?.origin)
    expect(moved?.hash).toBe(board?.hash)
  })

  it('has a hash that changes with what it shows', () => {
    const [changed] = modelOf(deskSpec({ keepBoard: { var: 't.urgent' } })).projections
    expect(changed?.hash).not.toBe(board?.hash)
  })

  it.each([
    ['the row', { var: 'row.urgent' }, true],
    ['nothing at all', true, true],
    ['the caller', { '==': [{ var: 'row.owner' }, { var: 'principal.subject' }] }, false],
    ['the call', { '<': [{ var: 'row.at' }, { var: 'ctx.now' }] }, false],
    ['the input', { '==': [{ var: 'row.title' }, { var: 'input.find' }] }, false],
  ])('knows whether its filter depends on %s', (_, keepTickets, isConstant) => {
    const tickets = modelOf(deskSpec({ keepTickets })).projections.find(({ id }) => id === 'tickets')
    expect(tickets).toMatchObject({ whereIsConstant: isConstant })
  })

  it('has no constant filter where it has none', () => {
    expect(board).toMatchObject({ whereIsConstant: false })
  })
})

describe('a query', () => {
  it('has those arguments of its projection that it declares', () => {
    const [listBoard, listTickets] = modelOf(deskSpec()).queries
    expect(listBoard?.arguments).toEqual([
      { argument: 'page', input: 'p' },
      { argument: 'search', input: 'find' },
      { argument: 'sortOrder', input: 'dir' },
    ])
    expect(listTickets?.arguments).toEqual([{ argument: 'page', input: 'p' }])
  })
})

describe('a mutation', () => {
  it('has the effects and the output of its action', () => {
    const model = modelOf(helpdesk)
    for (const { action, effects, output } of model.mutations) {
      const behind = model.actions.find(({ id }) => id === action)
      expect([effects, output]).toEqual([behind?.effects, behind?.output])
    }
  })
})

describe('the roles', () => {
  const rolesOf = (roles: string) =>
    modelOf(`{ app: { id: d, name: D, tz: UTC }, access: { default_policy: deny, roles: ${roles} } }`).access.roles

  it('stand behind those they extend, the built-in ones first', () => {
    const roles = rolesOf(`{
      a: { extends: [z, b], derive: { auth_is_authenticated: [] } },
      b: { extends: [c], derive: { auth_is_authenticated: [] } },
      c: { extends: [authenticated], derive: { auth_claim_equals: [c, 1] } },
      d: {},
      z: { derive: { auth_claim_equals: [z, true] } } }`)
    expect(roles.map(({ id }) => id)).toEqual(['anonymous', 'authenticated', 'd', 'z', 'c', 'b', 'a'])
    expect(roles.at(-1)?.derivation).toMatchObject({ extends: ['b', 'z'] })
  })

  it('ask whether anybody is there before they ask for a claim', () => {
    const derived = rolesOf('{ a: { derive: { auth_claim_equals: [c, 1], auth_is_authenticated: [] } } }').at(
      -1,
    )?.derivation
    expect(derived).toMatchObject({
      rules: [{ kind: 'is-authenticated' }, { kind: 'claim-equals', claim: 'c', value: 1 }],
    })
  })

  it('exist without being declared', () => {
    expect(rolesOf('{}').map(({ id, origin }) => [id, origin])).toEqual([
      ['anonymous', null],
      ['authenticated', null],
    ])
  })
})
