import type { AggregateModel, ExpressionModel, ProjectionModel, RecordsModel } from '../../artifact/app-model.js'
import { type Code, hang, sequence } from '../text/code.js'
import { memberName } from '../text/literal.js'
import { typeText } from '../typescript/type-text.js'
import { RootFinder } from './find-roots.js'
import { destructured } from './parameter-list.js'
import type { ProgramFacts } from './program-facts.js'
import { type Scope, scopeOf } from './scope.js'
import type { Unit } from './unit.js'

/** The functions over the rows of one projection: what they take, and what their expressions may name. */
export class RowFunctions {
  /** The type of what a row is made from. */
  readonly source: string
  readonly row: string
  readonly scope: Scope
  private readonly projection: ProjectionModel
  private readonly aliases: readonly Alias[]

  constructor(facts: ProgramFacts, unit: Unit, projection: ProjectionModel) {
    this.projection = projection
    this.aliases = projection.strategy === 'join' ? aliasesOf(facts, projection) : []
    this.scope = scopeOf(unit, new Map(this.aliases.map(({ alias, local }) => [alias, local])))
    this.row = unit.contract(projection.row)
    this.source = this.sourceType(facts, unit)
  }

  // What stands in no table is made from nothing but itself.
  private sourceType(facts: ProgramFacts, unit: Unit): string {
    const { projection } = this
    switch (projection.strategy) {
      case 'join':
        return unit.name(facts.names.source(projection.id))
      case 'from_collection':
        return unit.contract(facts.collection(projection.primary.collection).record)
      default:
        return this.row
    }
  }

  /**
   * An arrow function `(source, row, scope) => body`. `uses` are the expressions of the body; what they do not name is
   * left out of the parameters.
   */
  arrow(uses: readonly ExpressionModel[], body: (scope: Scope) => Code): Code {
    const roots = new RootFinder()
    for (const expression of uses) roots.expression(expression)
    return hang(`(${this.parameters(roots.found)}) =>`, body(this.scope))
  }

  private parameters(used: ReadonlySet<string>): string {
    const fromCall = ['input', 'principal', 'ctx'].filter((name) => used.has(name))
    const isJoin = this.projection.strategy === 'join'
    const source = isJoin ? this.destructuredSource(used) : used.has('row') ? 'row' : '_source'
    const row = isJoin && used.has('row') ? 'row' : '_row'
    if (fromCall.length > 0) return `${source}, ${row}, ${destructured(used, fromCall)}`
    if (row === 'row') return `${source}, row`
    return source.startsWith('_') ? '' : source
  }

  private destructuredSource(used: ReadonlySet<string>): string {
    return destructuredAliases(this.aliases, used) ?? '_source'
  }
}

/** The functions over the joined records of an aggregate, before there are rows. */
export class JoinedFunctions {
  private readonly aliases: readonly Alias[]
  private readonly scope: Scope

  constructor(facts: ProgramFacts, unit: Unit, projection: AggregateModel) {
    this.aliases = aliasesOf(facts, projection)
    this.scope = scopeOf(unit, new Map(this.aliases.map(({ alias, local }) => [alias, local])))
  }

  /** An arrow function `(joined, scope) => body`. */
  arrow(uses: readonly ExpressionModel[], body: (scope: Scope) => Code): Code {
    const roots = new RootFinder()
    for (const expression of uses) roots.expression(expression)
    const fromCall = ['input', 'principal', 'ctx'].filter((name) => roots.found.has(name))
    const joined = destructuredAliases(this.aliases, roots.found)
    const call = fromCall.length === 0 ? [] : [joined ?? '_joined', destructured(roots.found, fromCall)]
    const parameters = call.length > 0 ? call : joined === null ? [] : [joined]
    return hang(`(${parameters.join(', ')}) =>`, body(this.scope))
  }
}

function destructuredAliases(aliases: readonly Alias[], used: ReadonlySet<string>): string | null {
  const members = aliases.filter(({ alias }) => used.has(alias))
  if (members.length === 0) return null
  return `{ ${members.map(({ alias, local }) => (alias === local ? alias : `${memberName(alias)}: ${local}`)).join(', ')} }`
}

/** A join's alias, and its name within an emitted function. */
interface Alias {
  readonly alias: string
  readonly local: string
}

function aliasesOf(facts: ProgramFacts, projection: JoiningModel): Alias[] {
  const taken = new Set<string>()
  return [projection.primary.alias, ...projection.joins.map((join) => join.alias)].map((alias) => {
    const local = facts.names.local(alias, taken)
    taken.add(local)
    return { alias, local }
  })
}

type JoiningModel = RecordsModel | AggregateModel

/** Declares the type of a join's source: the records by alias. */
export function declareSource(facts: ProgramFacts, unit: Unit, projection: JoiningModel): void {
  if (projection.strategy === 'from_collection') return
  const name = facts.names.source(projection.id)
  unit.declareType(name, (out) => {
    out.block(`interface ${name} {`, '}', () => {
      const { primary, joins } = projection
      for (const { alias, collection, type } of [{ ...primary, type: 'inner' }, ...joins]) {
        const { record } = facts.collection(collection)
        const text = typeText({ kind: 'object', shape: record, nullable: type === 'left' }, unit.contract)
        out.line(`readonly ${memberName(alias)}: ${text}`)
      }
    })
  })
}

/** `({ … })`, or what else an arrow function must not take for a block. */
export function asResult(code: Code): Code {
  return sequence('(', code, ')')
}
