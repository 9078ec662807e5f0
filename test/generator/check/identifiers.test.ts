import { expect, it } from 'vitest'
import {
  declarationIdentifier,
  localIdentifier,
  methodName,
  moduleIdentifier,
  nestedShapeName,
  shapeName,
} from '../../../generator/artifact/identifier.js'

it.each([
  ['list_board', 'listBoard'],
  ['desk.add_comment', 'deskAddComment'],
  ['helpdesk-2.list', 'helpdesk2List'],
  ['listBoard', 'listBoard'],
  ['URL_of', 'uRLOf'],
  ['_private', 'private'],
  ['a__b', 'aB'],
  ['__', '__'],
  ['x2_3d', 'x23d'],
  ['delete', 'delete'],
])('the method of %s is %s', (id, method) => {
  expect(methodName(id)).toBe(method)
})

it('tells the declarations of one id apart', () => {
  const kinds = [
    'collection',
    'signal',
    'port',
    'capability',
    'action',
    'projection',
    'query',
    'mutation',
    'role',
  ] as const
  const names = kinds.map((kind) => declarationIdentifier(kind, 'tickets'))
  expect(names).toContain('ticketsQuery')
  expect(new Set(names).size).toBe(kinds.length)
})

it('names shapes after what they are for', () => {
  const roles = ['record', 'read', 'payload', 'input', 'output', 'row', 'query-input', 'mutation-input'] as const
  expect(roles.map((role) => shapeName(role, 'desk.add_comment'))).toEqual([
    'DeskAddCommentRecord',
    'DeskAddCommentRead',
    'DeskAddCommentPayload',
    'DeskAddCommentInput',
    'DeskAddCommentOutput',
    'DeskAddCommentRow',
    'DeskAddCommentQueryInput',
    'DeskAddCommentMutationInput',
  ])
  expect(nestedShapeName('TicketsRecord', 'service_level')).toBe('TicketsRecordServiceLevel')
  expect(shapeName('output', 'query')).toBe('QueryOutput_')
})

it.each(['class', 'new', 'await', 'let', 'arguments', 'Map', 'undefined'])('%s is no name of a value', (name) => {
  expect(localIdentifier(name)).toBe(`${name}$`)
})

it("leaves the author's names of values as they are", () => {
  expect(['found', 'my_result', '_x', 'of2'].map(localIdentifier)).toEqual(['found', 'my_result', '_x', 'of2'])
})

it('names imports of modules', () => {
  expect(moduleIdentifier('my-mail.v1')).toBe('myMailV1Module')
})
