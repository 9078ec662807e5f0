import type { Node } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import type { CodeModule } from './code-module.js'

/** A file of types that hold modules as wholes: what is wrong with a line of it is wrong with what the manifest says. */
export interface Assertions {
  readonly text: string
  /** What stands in each line, from line 1; lines that are of no matter have nothing. */
  readonly lines: ReadonlyMap<number, Asserted>
}

export interface Asserted {
  readonly module: CodeModule
  /** `export`: what the module exports; `config`: what the manifest configures it with. */
  readonly aspect: 'export' | 'config'
  /** The part of the manifest that it speaks of. */
  readonly at: Span
}

/** How a module is imported: as it is written in the project. */
export interface AssertedModule {
  readonly module: CodeModule
  readonly written: string
  /** Whether its export is held here, because it could not be held in its own file. */
  readonly holdsExport: boolean
}

export function assertModules(asserted: readonly AssertedModule[]): Assertions {
  const lines: { readonly text: string; readonly says?: Asserted }[] = configTypes.map((text) => ({ text }))
  asserted.forEach(({ module, written, holdsExport }, index) => {
    if (module.kind === 'guest' && !holdsExport) return
    const name = `module${index}`
    const at = module.syntax.source.at
    lines.push({ text: `import ${name} from ${JSON.stringify(written)}` })
    if (holdsExport) {
      const text = `export const export${index}: ${module.contractOf(`typeof ${name}`)} = ${name}`
      lines.push({ text, says: { module, aspect: 'export', at } })
    }
    if (module.kind !== 'guest')
      for (const { text, at: place } of configLines(module.syntax.config, `config${index}: ConfigOf<typeof ${name}>`))
        lines.push({ text, says: { module, aspect: 'config', at: place ?? at } })
  })
  const said = lines.map(({ says }, index) => [index + 1, says] as const)
  return {
    text: `${lines.map(({ text }) => text).join('\n')}\n`,
    lines: new Map(said.flatMap(([line, says]) => (says === undefined ? [] : [[line, says] as const]))),
  }
}

// A module that says nothing of its config takes any; `never` is what a module is held against from outside.
const configTypes: readonly string[] = [
  'type Context<Module> = Module extends { activate(context: infer Given): unknown }',
  '  ? Given',
  '  : Module extends { init(context: infer Given): unknown }',
  '    ? Given',
  '    : Module extends { readonly bind?: infer Bind }',
  '      ? NonNullable<Bind> extends (context: infer Given) => unknown ? Given : unknown',
  '      : unknown',
  'type ConfigOf<Module> = 0 extends 1 & Module ? unknown : Config<Context<Module>>',
  'type Config<Given> = Given extends { readonly config: infer Wanted } ? Known<Wanted> : unknown',
  'type Known<Wanted> = [Wanted] extends [never] ? unknown : Wanted',
]

interface ConfigLine {
  readonly text: string
  readonly at: Span | null
}

/** A member a line, so that a mistake's line leads to its place. */
function configLines(config: Node | null, name: string): readonly ConfigLine[] {
  if (config === null) return [{ text: `export const ${name} = {}`, at: null }]
  return valueLines(config, { before: `export const ${name} = `, after: '', at: config.at })
}

interface Around {
  readonly before: string
  readonly after: string
  readonly at: Span
}

function valueLines(node: Node, { before, after, at }: Around): readonly ConfigLine[] {
  switch (node.kind) {
    case 'scalar':
      return [{ text: `${before}${scalarText(node.value)}${after}`, at }]
    case 'list':
      return [
        { text: `${before}[`, at },
        ...node.items.flatMap((item) => valueLines(item, { before: '', after: ',', at: item.at })),
        { text: `]${after}`, at },
      ]
    case 'map':
      return [
        { text: `${before}{`, at },
        ...node.entries.flatMap(({ key, value }) =>
          valueLines(value, { before: `${JSON.stringify(key.text)}: `, after: ',', at: key.at }),
        ),
        { text: `}${after}`, at },
      ]
  }
}

/** What comes from the environment is some text. */
function scalarText(value: string | number | boolean | null): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return '0 as number'
  return typeof value === 'string' && value.includes('${') ? "'' as string" : JSON.stringify(value)
}
