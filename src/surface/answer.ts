import type { Envelope, Violation } from '../contract/envelope.js'
import type { AppRuntime, Refusal, RefusedRequest } from '../contract/invocation.js'
import type { RequestParts, SurfaceBinding } from '../contract/surface.js'
import { compareText } from '../semantics/compare-values.js'
import { IssueList } from '../semantics/issue-list.js'
import { failure, shortened, violation } from '../semantics/wording.js'
import type { Unselected } from './binding-index.js'
import type { CallFacts } from './call-facts.js'

/** A binding that was selected, and what it reads. */
export interface Bound {
  readonly binding: SurfaceBinding
  readonly parts: RequestParts
  /** What was found to be wrong with the request before. */
  readonly issues?: IssueList
}

/** Answers on behalf of one surface: calls what was selected, or says why nothing was. */
export class Answering {
  private readonly runtime: AppRuntime

  constructor(runtime: AppRuntime) {
    this.runtime = runtime
  }

  /** Gives what `make` gives. What it throws is a bug of ours or of the host, and becomes an envelope all the same. */
  async safely(facts: CallFacts, make: () => Envelope | Promise<Envelope>): Promise<Envelope> {
    try {
      return await make()
    } catch (thrown) {
      return this.refuse(facts, { thrown })
    }
  }

  /** Binds the request and invokes the entrypoint; what cannot be bound never reaches it. */
  call(facts: CallFacts, { binding, parts, issues = new IssueList() }: Bound): Promise<Envelope> | Envelope {
    const input = binding.bind(parts, issues)
    if (issues.found !== undefined) return this.refuseBinding(facts, binding, issues)
    const { authContext, idempotencyKey, sessionId, traceId, invocationId, now } = facts
    const { kind: entrypointKind, id: entrypointId } = binding
    return this.runtime.invoke({
      entrypointKind,
      entrypointId,
      input,
      authContext,
      idempotencyKey,
      sessionId,
      traceId,
      invocationId,
      now,
    })
  }

  /** The answer where no binding was found; `request` says in a few words what was asked. */
  unselected(facts: CallFacts, selection: Unselected, request: string): Envelope {
    if (selection.kind === 'none') return this.refuse(facts, [violation('dispatch_not_found_error', { request })])
    const [left, right] = [nameOf(selection.left), nameOf(selection.right)]
    return this.refuse(facts, failure('dispatch_ambiguous_error', { request, left, right }))
  }

  /** The answer to a request that cannot be read. */
  unreadable(facts: CallFacts, problem: string): Envelope {
    return this.refuse(facts, [violation('dispatch_transport_error', { problem })])
  }

  // An input that cannot be made of what was sent.
  private refuseBinding(facts: CallFacts, binding: SurfaceBinding, { found = [] }: IssueList): Envelope {
    const violations = found.map(({ path, problem }): Violation => {
      const { code, message } = violation('binding_error', { problem: `${shortened(path)} ${problem}` })
      return { code, message, path }
    })
    violations.sort((left, right) => compareText(left.path ?? '', right.path ?? ''))
    return this.refuse({ ...facts, entrypointKind: binding.kind }, violations)
  }

  /** Refuses a call before it is made. */
  refuse(request: RefusedRequest, refusal: Refusal): Envelope {
    const { entrypointKind, traceId, invocationId, now } = request
    return this.runtime.refuse({ entrypointKind, traceId, invocationId, now }, refusal)
  }
}

function nameOf({ kind, id }: SurfaceBinding): string {
  return `${kind} "${id}"`
}
