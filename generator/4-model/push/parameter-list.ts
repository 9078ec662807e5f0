import { canonicalJson } from '../../../src/semantics/canonical-json.js'
import type { ExpressionModel } from '../../artifact/app-model.js'

/** The values that a pushed condition takes from the call: in order of appearance, equal ones once. */
export class ParameterList {
  private readonly texts: string[] = []
  private readonly found: ExpressionModel[] = []

  get expressions(): readonly ExpressionModel[] {
    return this.found
  }

  /** The position of a parameter, a new one where it is not there yet. */
  add(expression: ExpressionModel): number {
    const text = canonicalJson(expression)
    const known = this.texts.indexOf(text)
    if (known >= 0) return known
    this.texts.push(text)
    return this.found.push(expression) - 1
  }

  /** Forgets the parameters that were added since there were `count` of them. */
  shorten(count: number): void {
    this.texts.length = count
    this.found.length = count
  }
}
