import { bug } from '../../src/semantics/bug.js'
import { builtInModules } from '../artifact/built-in-modules.js'
import type { CheckedModule } from '../artifact/checked-composition.js'

/**
 * What `factory.ts` writes behind `from` for a module.
 * `projectFromGenerated` is the way from the folder of the generated files to the project: `../..`.
 */
export function importSpecifier(
  { id, source, resolved }: Pick<CheckedModule, 'id' | 'source' | 'resolved'>,
  projectFromGenerated: string,
): string {
  switch (resolved.kind) {
    case 'built-in':
      return builtInSpecifier(source)
    case 'found':
      if (!isPath(source)) return resolved.specifier
      return withCompiledEnding(relative(`${projectFromGenerated}/${resolved.specifier}`))
    case 'unchecked':
      return withCompiledEnding(source)
    default:
      throw bug(`the module "${id}" was let through with a source that is ${resolved.kind}`)
  }
}

function builtInSpecifier(source: string): string {
  const known = builtInModules.get(source)
  if (known === undefined) throw bug(`there is no built-in ${source}`)
  return known.specifier
}

function isPath(source: string): boolean {
  return /^\.{0,2}\//.test(source)
}

/** A path without detours, which begins with a dot as imports of files do. */
function relative(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    const last = kept.at(-1)
    if (part === '..' && last !== undefined && last !== '..') kept.pop()
    else kept.push(part)
  }
  return kept[0] === '..' ? kept.join('/') : `./${kept.join('/')}`
}

// An import names the file that is there once TypeScript has been compiled.
function withCompiledEnding(path: string): string {
  return path.replace(/\.([cm]?)ts$/, '.$1js')
}
