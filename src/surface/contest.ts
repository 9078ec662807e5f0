import type { SurfaceBinding } from '../contract/surface.js'

/** Something that matches a request on behalf of a binding. */
export interface Candidate {
  readonly binding: SurfaceBinding
}

/** How a contest ended: one candidate is the best, two are equally good, or there was none. */
export type Result<Entrant extends Candidate> =
  | { readonly kind: 'found'; readonly best: Entrant }
  | { readonly kind: 'tie'; readonly left: SurfaceBinding; readonly right: SurfaceBinding }
  | { readonly kind: 'none' }

/** Finds the candidate whose binding has the highest score. */
export class Contest<Entrant extends Candidate> {
  private best: Entrant | null = null
  private rival: Entrant | null = null

  /** Whether a candidate could change the result: if not, it need not be looked at any closer. */
  isOpenTo({ binding }: Candidate): boolean {
    return this.best === null || binding.score >= this.best.binding.score
  }

  enter(entrant: Entrant): void {
    if (this.best === null || entrant.binding.score > this.best.binding.score) {
      this.best = entrant
      this.rival = null
    } else if (entrant.binding.score === this.best.binding.score) this.rival ??= entrant
  }

  end(): Result<Entrant> {
    const { best, rival } = this
    if (best === null) return { kind: 'none' }
    return rival === null ? { kind: 'found', best } : { kind: 'tie', left: best.binding, right: rival.binding }
  }
}
