import type { CrossingSchema, Signature } from '../../contract/native.js'

const text: CrossingSchema = { type: 'string' }
const integer: CrossingSchema = { type: 'integer' }
const headers: CrossingSchema = { type: 'array', items: { type: 'array', items: text } }

export const signatures: Readonly<Record<string, Signature>> = {
  ticket: { about: 'Gives a number by which what is begun can be called off.', params: [], returns: integer },
  cancel: {
    about: 'Calls off what was begun with the ticket.',
    params: [{ name: 'ticket', schema: integer }],
    returns: { type: 'nothing' },
  },
  send: {
    about: 'Sends a request and gives the whole response.',
    params: [
      {
        name: 'request',
        schema: {
          type: 'object',
          members: {
            url: text,
            method: text,
            headers,
            body: { type: 'one-of', of: [{ type: 'bytes' }, { type: 'null' }] },
            redirect: {
              type: 'one-of',
              of: ['follow', 'error', 'manual'].map((value) => ({ type: 'literal', value })),
            },
            ticket: integer,
          },
        },
      },
    ],
    returns: {
      type: 'object',
      members: {
        url: text,
        redirected: { type: 'boolean' },
        status: integer,
        statusText: text,
        headers,
        body: { type: 'bytes' },
      },
    },
    async: true,
  },
}
