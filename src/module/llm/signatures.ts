import type { CrossingSchema, Parameter, Signature } from '../../contract/native.js'

const text: CrossingSchema = { type: 'string' }
const json: CrossingSchema = { type: 'json' }
const names: CrossingSchema = { type: 'array', items: text }
const run: Parameter = { name: 'run', schema: text }

/** What the guest side of `llm` may say to its host side, whoever got hold of it. */
export const signatures: Readonly<Record<string, Signature>> = {
  begin: {
    about: 'Begins a run, and tells when and why it ends.',
    params: [run, { name: 'timeoutMs', schema: { type: 'one-of', of: [{ type: 'number' }, { type: 'null' }] } }],
    returns: text,
    async: true,
  },
  end: { about: 'Ends a run, and everything that is in flight for it.', params: [run], returns: { type: 'nothing' } },
  sleep: {
    about: 'Waits, as long as the run goes on.',
    params: [run, { name: 'ms', schema: { type: 'number' } }],
    returns: { type: 'boolean' },
    async: true,
  },
  infer: {
    about: 'Lets an engine of the host continue a turn.',
    params: [run, { name: 'request', schema: json }, { name: 'deliver', schema: { type: 'function' } }],
    returns: json,
    async: true,
  },
  engines: { about: 'Names the engines of the host.', params: [], returns: names },
  describeTools: {
    about: 'Describes tools of the host by name.',
    params: [{ name: 'names', schema: names }],
    returns: json,
  },
  callTool: {
    about: 'Runs a tool of the host.',
    params: [run, { name: 'name', schema: text }, { name: 'args', schema: json }, { name: 'call', schema: json }],
    returns: json,
    async: true,
  },
  warn: {
    about: 'Logs what failed in the guest without failing its run.',
    params: [
      { name: 'message', schema: text },
      { name: 'details', schema: json },
    ],
    returns: { type: 'nothing' },
  },
}
