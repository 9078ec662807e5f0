import { builtInModules, presets } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording, safeFix } from '../../diagnostic/fix.js'
import { type Advice, findNearest, joinWords, respell, suggest, suggestName } from '../../diagnostic/suggest.js'
import { isForeign, type KnownModule } from './known-module.js'

/** Finds sources that are not there or cannot be what their module says it is. */
export function checkSources(manifest: ManifestSyntax, modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap((module) => {
    const missing = findMissing(module)
    const problem = missing === null ? findProblem(module, manifest.target) : null
    const path = `${module.path}.source`
    const { at, text } = module.syntax.source
    if (missing !== null)
      return [
        diagnostic('module_source_not_found_error', at, { module: module.id, source: text }, { path, ...missing }),
      ]
    return problem === null
      ? []
      : [
          diagnostic(
            'module_source_invalid_error',
            at,
            { module: module.id, problem },
            { path, ...suggestKind(module) },
          ),
        ]
  })
}

function findMissing({ syntax, builtIn, resolved }: KnownModule): Partial<Advice> | null {
  const source = syntax.source.text
  if (builtIn !== null) return null
  if (source.startsWith('tenon:')) {
    const ofKind = [...builtInModules].filter(([, known]) => known.kind === syntax.kind).map(([name]) => name)
    const near = findNearest(source, builtInModules.keys())
    const hint = near === null ? suggest(source, ofKind) : `did you mean "${near}"?`
    return { hint, fixes: respell(syntax.source, ofKind) }
  }
  if (resolved.kind !== 'missing') return null
  if (looksLikePath(source)) {
    const fixes = [rewording(syntax.source, `./${source}`, false)]
    return { hint: `a path begins with "./": did you mean "./${source}"?`, fixes }
  }
  return { hint: resolved.tried.length === 0 ? null : `looked for ${joinWords(resolved.tried)}` }
}

/** A package's name has no file ending, and no slash unless it begins with a scope. */
function looksLikePath(source: string): boolean {
  return /^(?![./@])/.test(source) && /\.[cm]?[jt]s$/.test(source)
}

// What a guest exports is told at its own line.
function findProblem({ syntax, builtIn, resolved }: KnownModule, target: ManifestSyntax['target']): string | null {
  const source = syntax.source.text
  if (builtIn !== null) {
    if (builtIn.kind !== syntax.kind) return `${source} is a ${builtIn.kind}, not a ${syntax.kind}`
    return builtIn.runsOn === 'node' && target === 'edge' ? `${source} runs on Node only, and the target is edge` : null
  }
  if (syntax.kind === 'guest' && resolved.kind === 'unchecked') return guestInMemory
  if (resolved.kind === 'found' && !resolved.hasDefaultExport && syntax.kind !== 'guest')
    return `${source} has no default export`
  if (resolved.kind !== 'unreadable') return null
  const place = resolved.file === null ? '' : `${resolved.file}:${resolved.line}:${resolved.column}: `
  return `${place}${resolved.problem}`
}

const guestInMemory = 'a guest is bundled from its file, and in memory no file is read: build the project on disk'

function suggestKind({ builtIn, syntax }: KnownModule): Partial<Advice> {
  if (builtIn === null || builtIn.kind === syntax.kind) return {}
  const written = { text: syntax.kind, at: syntax.kindAt }
  return { hint: `write "kind: ${builtIn.kind}"`, fixes: [rewording(written, builtIn.kind, false)] }
}

/** Finds ports that a built-in is said to provide and does not. Other versions, and ports that nobody declares, are told elsewhere. */
export function findForeignPorts(
  modules: readonly KnownModule[],
  declared: ReadonlySet<string>,
): readonly Diagnostic[] {
  return modules.flatMap((module) =>
    module.provides.flatMap(({ port, at, path }) => {
      if (!isForeign(module, port) || !declared.has(port)) return []
      const problem = `${module.syntax.source.text} does not provide ${port}`
      return [diagnostic('module_source_invalid_error', at, { module: module.id, problem }, { path })]
    }),
  )
}

/** Finds names that a built-in is said to register and does not. Where a guest requires its own name, that has been told. */
export function findForeignNames(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap(({ id, syntax, builtIn, path }) => {
    if (builtIn === null || builtIn.kind !== syntax.kind) return []
    const lacking = builtIn.registers.filter((name) => !syntax.registers.some((own) => own.text === name))
    const isTold = modules.some((guest) => guest.syntax.requires.some(({ text }) => lacking.includes(text)))
    if (isTold) return []
    return syntax.registers.flatMap(({ text, at }, index) => {
      if (builtIn.registers.includes(text)) return []
      const problem = `${syntax.source.text} registers ${joinWords(builtIn.registers.map((one) => `"${one}"`))}, and not "${text}"`
      const extras = { path: `${path}.registers.${index}`, fixes: respell({ text, at }, builtIn.registers) }
      return [diagnostic('module_source_invalid_error', at, { module: id, problem }, extras)]
    })
  })
}

/** Finds presets that do not exist, and those that stand twice. */
export function checkPresets(manifest: ManifestSyntax): readonly Diagnostic[] {
  return manifest.presets.flatMap(({ text, at }, index) => {
    const first = manifest.presets.find((other) => other.text === text)
    if (first !== undefined && first.at.start < at.start) {
      const related = [{ note: 'it stands here already', at: first.at }]
      const fixes = [safeFix(`remove the second "${text}"`, { kind: 'remove-item', at })]
      const extras = { path: `presets.${index}`, related, fixes }
      return [diagnostic('manifest_invalid_error', at, { problem: `the preset "${text}" stands twice` }, extras)]
    }
    if (presets.has(text)) return []
    const extras = { path: `presets.${index}`, ...suggestName({ text, at }, presets.keys()) }
    return [diagnostic('manifest_invalid_error', at, { problem: `there is no preset "${text}"` }, extras)]
  })
}
