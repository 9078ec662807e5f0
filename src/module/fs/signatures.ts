import type { CrossingSchema, Parameter, Signature } from '../../contract/native.js'

const path: Parameter = { name: 'path', schema: { type: 'string' } }
const dest: Parameter = { name: 'dest', schema: { type: 'string' } }
const data: Parameter = { name: 'data', schema: { type: 'bytes' } }
const nothing: CrossingSchema = { type: 'nothing' }
const boolean: CrossingSchema = { type: 'boolean' }
const integer: CrossingSchema = { type: 'integer' }

const kind: CrossingSchema = oneOf('file', 'directory', 'symlink', 'other')

const status: CrossingSchema = {
  type: 'object',
  members: {
    kind,
    ...Object.fromEntries(['size', 'mode', 'nlink'].map((name) => [name, integer])),
    ...Object.fromEntries(['atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs'].map((name) => [name, { type: 'number' }])),
  },
}

const entries: CrossingSchema = {
  type: 'array',
  items: { type: 'object', members: { name: { type: 'string' }, kind } },
}

type Form = Omit<Signature, 'async'>

const forms: Readonly<Record<string, Form>> = {
  readFile: { about: 'Gives the bytes of a file.', params: [path], returns: { type: 'bytes' } },
  writeFile: {
    about: 'Writes bytes to a file, in place of what it holds or behind it.',
    params: [path, data, options({ flag: oneOf('w', 'wx', 'a', 'ax'), mode: integer })],
    returns: nothing,
  },
  exists: { about: 'Says whether something is there that can be reached.', params: [path], returns: boolean },
  mkdir: {
    about: 'Makes a folder, or all that are missing on the way; gives the first one made then.',
    params: [path, options({ recursive: boolean, mode: integer })],
    returns: { type: 'one-of', of: [{ type: 'string' }, nothing] },
  },
  readdir: { about: 'Gives what is in a folder, by name.', params: [path], returns: entries },
  stat: { about: 'Tells of what a path leads to.', params: [path], returns: status },
  lstat: { about: 'Tells of what a path names, a link itself.', params: [path], returns: status },
  unlink: { about: 'Removes a file or a link.', params: [path], returns: nothing },
  rm: {
    about: 'Removes a file, or a folder with all that is in it.',
    params: [path, options({ recursive: boolean, force: boolean })],
    returns: nothing,
  },
  rename: { about: 'Moves within a mount.', params: [path, dest], returns: nothing },
  copyFile: { about: 'Copies a file.', params: [path, dest, options({ exclusive: boolean })], returns: nothing },
}

/** Each function twice: as a promise, and at once under its name with `Sync`. */
export const signatures: Readonly<Record<string, Signature>> = {
  ...Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, { ...form, async: true }])),
  ...Object.fromEntries(Object.entries(forms).map(([name, form]) => [`${name}Sync`, form])),
  capabilities: { about: 'Says what the guest may do.', params: [], returns: { type: 'json' } },
}

function oneOf(...values: readonly string[]): CrossingSchema {
  return { type: 'one-of', of: values.map((value) => ({ type: 'literal', value })) }
}

function options(members: Readonly<Record<string, CrossingSchema>>): Parameter {
  return { name: 'options', schema: { type: 'object', members } }
}
