import type { EntrypointKind } from '../../src/contract/invocation.js'
import type { Clause, CommandLine, SurfaceType } from '../../src/contract/surface.js'
import type { Located } from './span.js'
import type { ValueType } from './value-type.js'

/** One surface, checked; bindings are in authored order. */
export interface CheckedSurface {
  readonly type: SurfaceType
  readonly bindings: readonly CheckedSurfaceBinding[]
}

export interface CheckedSurfaceBinding extends Located, SurfaceBindingParts {}

interface SurfaceBindingParts {
  readonly kind: EntrypointKind
  readonly id: string
  /** In code-unit order of key. */
  readonly clauses: readonly Clause[]
  readonly score: number
  /** In code-unit order of name: the inputs that are bound, and the required ones that nothing gives. */
  readonly inputs: readonly BoundInput[]
  /** The inputs that the surface cannot give, in code-unit order. */
  readonly unbound: readonly string[]
  /** On the command line only. */
  readonly line: CommandLine | null
}

export interface BoundInput {
  readonly name: string
  readonly type: ValueType
  /** Neither absent nor filled by a default. */
  readonly required: boolean
  /** A default fills it where it is absent. */
  readonly filled: boolean
  /** Null: nothing gives it, so that every request is refused. */
  readonly source: BoundSource | null
}

/** A member of one bucket of a request. Only a body has members within members. */
export interface BoundSource {
  readonly bucket: Bucket
  readonly path: readonly string[]
}

export type Bucket = 'args' | 'body' | 'flags' | 'path' | 'query'

/** One surface with its bindings: queries, mutations and routes, each in code-unit order of id. */
export interface SurfaceModel {
  readonly type: SurfaceType
  readonly bindings: readonly SurfaceBindingModel[]
}

export interface SurfaceBindingModel extends SurfaceBindingParts {
  /** The name of its constant in the program: `httpListBoardQuery`. */
  readonly identifier: string
  readonly origin: string
  /** On the http surface: how a client reaches it; null where no request over `fetch` does. */
  readonly call: HttpCallModel | null
}

/** A request that the binding matches, made from the inputs. */
export interface HttpCallModel {
  readonly method: string
  /** The path as OpenAPI writes it: `/tickets/{ticket}/comments`; a rest is `{*}`. */
  readonly template: string
  readonly segments: readonly HttpSegment[]
  /** In code-unit order of name; a text stands there in every call. */
  readonly query: readonly { readonly name: string; readonly value: HttpValue }[]
  /** Null: no body is sent. */
  readonly body: HttpBody | null
}

export type HttpSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'named' | 'rest'; readonly name: string; readonly inputs: readonly string[] }

/** What stands at one place of a request: an input, several that must agree, or a value that the binding asks for. */
export type HttpValue =
  | { readonly kind: 'inputs'; readonly inputs: readonly string[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }

/** In code-unit order of name. */
export interface HttpBody {
  readonly members: readonly { readonly name: string; readonly value: HttpValue | HttpBody }[]
}
