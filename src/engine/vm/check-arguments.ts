import type { CrossingSchema, Parameter } from '../../contract/native.js'
import { EngineError } from '../engine-error.js'

/** Holds the arguments of a host function against its signature. Throws an `ERR_CODEC` that names function and path. */
export function checkArguments(name: string, params: readonly Parameter[], args: readonly unknown[]): void {
  for (let index = params.length; index < args.length; index += 1)
    if (args[index] !== undefined && args[index] !== null) refuse(name, 'too many arguments', params.length)
  params.forEach((param, index) => {
    const value = args[index]
    // A guest's undefined among arguments arrives as null.
    if (param.optional === true && (value === undefined || value === null)) return
    const problem = findProblem(param.schema, value, param.name)
    if (problem !== undefined) refuse(name, problem, index)
  })
}

function refuse(name: string, problem: string, index: number): never {
  throw new EngineError('ERR_CODEC', `${name}: ${problem}.`, { function: name, index })
}

/** What is wrong with a value, with the path to it; undefined: nothing. */
function findProblem(schema: CrossingSchema, value: unknown, path: string): string | undefined {
  switch (schema.type) {
    case 'json':
      return undefined
    case 'nothing':
      return value === undefined || value === null ? undefined : `${path} must be absent`
    case 'null':
      return value === null ? undefined : `${path} must be null`
    case 'bytes':
      return value instanceof Uint8Array ? undefined : `${path} must be bytes`
    case 'function':
      return isGuestFunction(value) ? undefined : `${path} must be a function`
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : `${path} must be a whole number`
    case 'literal':
      return value === schema.value ? undefined : `${path} must be ${JSON.stringify(schema.value)}`
    case 'array':
      return Array.isArray(value)
        ? firstOf(value.map((item, index) => () => findProblem(schema.items, item, `${path}[${index}]`)))
        : `${path} must be a list`
    case 'record':
      return isObject(value)
        ? firstOf(
            Object.entries(value).map(
              ([key, item]) =>
                () =>
                  findProblem(schema.values, item, `${path}.${key}`),
            ),
          )
        : `${path} must be an object`
    case 'object':
      return isObject(value) ? findMemberProblem(schema, value, path) : `${path} must be an object`
    case 'one-of':
      return schema.of.some((one) => findProblem(one, value, path) === undefined)
        ? undefined
        : `${path} is nothing that it may be`
    default:
      return typeof value === schema.type ? undefined : `${path} must be a ${schema.type}`
  }
}

type ObjectSchema = Extract<CrossingSchema, { readonly type: 'object' }>

function findMemberProblem({ members, optional = {} }: ObjectSchema, value: object, path: string): string | undefined {
  const given = value as Readonly<Record<string, unknown>>
  return firstOf([
    ...Object.keys(members).map(
      (key) => () => findProblem(members[key] as CrossingSchema, given[key], `${path}.${key}`),
    ),
    ...Object.keys(optional).map(
      (key) => () =>
        given[key] === undefined || given[key] === null
          ? undefined
          : findProblem(optional[key] as CrossingSchema, given[key], `${path}.${key}`),
    ),
    ...Object.keys(given).map(
      (key) => () =>
        Object.hasOwn(members, key) || Object.hasOwn(optional, key) ? undefined : `${path} has no member ${key}`,
    ),
  ])
}

function firstOf(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const found = look()
    if (found !== undefined) return found
  }
  return undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

function isGuestFunction(value: unknown): boolean {
  // What a guest sends under these names is data: no function of the host is ever read from a text.
  const { kind, call } = (isObject(value) ? value : {}) as { readonly kind?: unknown; readonly call?: unknown }
  return kind === 'guest-function' && typeof call === 'function'
}
