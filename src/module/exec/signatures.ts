import type { CrossingSchema, Signature } from '../../contract/native.js'

const integer: CrossingSchema = { type: 'integer' }
const output: CrossingSchema = { type: 'one-of', of: [{ type: 'string' }, { type: 'bytes' }] }

export const signatures: Readonly<Record<string, Signature>> = {
  commands: {
    about: 'Names the commands that may be run.',
    params: [],
    returns: { type: 'array', items: { type: 'string' } },
  },
  ticket: { about: 'Gives a number by which what is begun can be called off.', params: [], returns: integer },
  cancel: {
    about: 'Calls off what was begun with the ticket.',
    params: [{ name: 'ticket', schema: integer }],
    returns: { type: 'nothing' },
  },
  run: {
    about: 'Runs a command to its end.',
    params: [
      { name: 'name', schema: { type: 'string' } },
      { name: 'args', schema: { type: 'array', items: { type: 'string' } } },
      {
        name: 'options',
        schema: {
          type: 'object',
          members: { input: { type: 'bytes' }, timeoutMs: integer, asBytes: { type: 'boolean' }, ticket: integer },
        },
      },
    ],
    returns: {
      type: 'object',
      members: {
        code: { type: 'one-of', of: [integer, { type: 'null' }] },
        signal: { type: 'one-of', of: [{ type: 'string' }, { type: 'null' }] },
        stdout: output,
        stderr: output,
      },
    },
    async: true,
  },
}
