import type { EngineError } from '../engine-error.js'

/** Everything that is wrong with a composition, in the order of its parts. */
export class CompositionError extends AggregateError {
  override readonly name: string = 'CompositionError'
  readonly problems: readonly EngineError[]

  constructor(problems: readonly EngineError[]) {
    const lines = problems.map(({ code, message }) => `  ${code}: ${message}`)
    const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`
    super(problems, `${count} wrong with the composition:\n${lines.join('\n')}`)
    this.problems = problems
  }
}
