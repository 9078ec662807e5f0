import type { SurfaceType } from '../../../src/contract/surface.js'
import type { Bucket } from '../../artifact/wiring-model.js'

/** What requests of a surface have: names that a clause may look at, and buckets. */
export interface SurfaceFacts {
  readonly names: readonly string[]
  /** The buckets that inputs come from. */
  readonly buckets: readonly Bucket[]
  /** The buckets that a clause may look into. */
  readonly matched: readonly Bucket[]
}

export const surfaceFacts: Readonly<Record<SurfaceType, SurfaceFacts>> = {
  http: {
    names: ['method', 'path', 'route'],
    buckets: ['path', 'query', 'body'],
    matched: ['query', 'body'],
  },
  web: {
    names: ['intent', 'path', 'route'],
    buckets: ['path', 'query', 'body'],
    matched: ['query', 'body'],
  },
  cli: { names: ['command'], buckets: ['args', 'flags'], matched: ['flags'] },
  webhook: {
    names: ['method', 'path', 'route', 'source'],
    buckets: ['query', 'body'],
    matched: ['query', 'body'],
  },
}

/** The flag that the command line keeps for itself. */
export const keyFlag = 'idempotency-key'

/** What is wrong with the name of a member of a bucket, fit to stand behind it; null where nothing is. */
export function findMemberProblem(bucket: Bucket, member: string): string | null {
  switch (bucket) {
    case 'query':
    case 'path':
      return null
    case 'args':
      return /^[A-Za-z_][A-Za-z0-9_]*$/.test(member) ? null : 'is no name of an argument'
    case 'flags':
      if (member === keyFlag) return `is the surface's own: it makes a mutation take effect once`
      return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(member) ? null : 'is no name of a flag'
    case 'body':
      return member.split('.').every(isBodyStep) ? null : 'is no path of names and indexes'
  }
}

function isBodyStep(step: string): boolean {
  return step !== '' && step !== '__proto__' && step !== 'prototype' && step !== 'constructor'
}
