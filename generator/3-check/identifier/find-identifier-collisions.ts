import type { SpecSyntax } from '../../artifact/documents.js'
import type { DeclarationKind } from '../../artifact/identifier.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Claim, claimsOf, listOwners, type Owner } from './list-claims.js'

/** A type that `contracts.ts` declares, with what it is declared for. */
export interface OwnedType {
  readonly kind: DeclarationKind
  readonly id: string
  readonly type: ValueType
}

/** Finds ids that give one generated name; two of them once, however many names they share. */
export function findIdentifierCollisions(spec: SpecSyntax, types: readonly OwnedType[]): readonly Diagnostic[] {
  const owners = listOwners(spec)
  const collisions = [...findTakenNames(owners), ...findTakenShapes(owners, types)]
  const pairs = new Set<string>()
  return collisions.flatMap(({ earlier, claim }) => {
    const pair = JSON.stringify([earlier.owner.path, claim.owner.path])
    if (pairs.has(pair)) return []
    pairs.add(pair)
    return report(earlier.owner, claim)
  })
}

interface Collision {
  readonly earlier: Claim
  readonly claim: Claim
}

function findTakenNames(owners: readonly Owner[]): readonly Collision[] {
  const taken = new Map<string, Claim>()
  return owners.flatMap(claimsOf).flatMap((claim) => {
    const key = `${claim.space} ${claim.identifier}`
    const earlier = taken.get(key)
    if (earlier === undefined) taken.set(key, claim)
    // An id that is declared twice is another rule's.
    const isOther =
      earlier !== undefined && (earlier.owner.kind !== claim.owner.kind || earlier.owner.id !== claim.owner.id)
    return isOther ? [{ earlier, claim }] : []
  })
}

/** Two shapes of one name that are not the same shape, which many types may hold. */
function findTakenShapes(owners: readonly Owner[], types: readonly OwnedType[]): readonly Collision[] {
  const byKey = new Map(owners.map((owner) => [`${owner.kind} ${owner.id}`, owner]))
  const taken = new Map<string, { readonly shape: ObjectShape; readonly claim: Claim }>()
  const collisions: Collision[] = []
  const visit = (type: ValueType, owner: Owner): void => {
    if (type.kind === 'array') visit(type.item, owner)
    if (type.kind !== 'object') return
    const { shape } = type
    const claim = { owner, space: 'type', identifier: shape.name }
    const earlier = taken.get(shape.name)
    if (earlier?.shape === shape) return
    if (earlier === undefined) taken.set(shape.name, { shape, claim })
    else collisions.push({ earlier: earlier.claim, claim })
    for (const field of shape.fields) visit(field.type, owner)
  }
  for (const { kind, id, type } of types) {
    const owner = byKey.get(`${kind} ${id}`)
    if (owner !== undefined) visit(type, owner)
  }
  return collisions
}

function report(earlier: Owner, { owner, identifier }: Claim): readonly Diagnostic[] {
  const at = owner.at ?? earlier.at
  if (at === null) return []
  const values = { kind: owner.kind, left: owner.id, right: earlier.id, identifier }
  const note = `${earlier.kind} "${earlier.id}" gives this name, too`
  const related = earlier.at === null || earlier === owner ? [] : [{ note, at: earlier.at }]
  const hint = earlier === owner ? 'two objects within it stand in members whose names become one' : null
  return [diagnostic('identifier_collision_error', at, values, { path: owner.path, related, hint })]
}
