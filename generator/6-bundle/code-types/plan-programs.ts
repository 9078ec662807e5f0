import { join } from 'node:path'
import type { CodeModule, CodeProgram } from './code-module.js'
import type { CodeTypesRequest } from './code-types-request.js'
import { moduleTypes } from './list-code-modules.js'
import { type ProjectOptions, untypedNode } from './project-options.js'

/** Modules by what they see. Trusted ones see the host, and guests what they are granted. */
export function planPrograms(
  modules: readonly CodeModule[],
  request: CodeTypesRequest,
  project: ProjectOptions | null,
): readonly CodeProgram[] {
  const trusted = modules.filter(({ kind }) => kind !== 'guest')
  const groups = new Map<string, readonly CodeModule[]>()
  for (const guest of modules.filter(({ kind }) => kind === 'guest')) {
    const types = request.typesOf(guest.id)
    groups.set(types, [...(groups.get(types) ?? []), guest])
  }
  return [
    ...[...groups].map(([types, guests]) => guestProgram(guests, types, request)),
    ...(project === null ? [] : [trustedProgram(trusted, request, project)]),
  ]
}

function guestProgram(
  modules: readonly CodeModule[],
  types: string,
  { projectDir, generatedDir }: CodeTypesRequest,
): CodeProgram {
  return {
    modules,
    declarations: new Map([[join(projectDir, generatedDir, 'guest.d.ts'), types]]),
    options: { lib: ['ES2023'], types: [] },
    isNoise: (code) => code === 'TS7016',
  }
}

function trustedProgram(
  modules: readonly CodeModule[],
  { appId, projectDir, generatedDir }: CodeTypesRequest,
  { options, hasNode }: ProjectOptions,
): CodeProgram {
  const folder = join(projectDir, generatedDir)
  const declarations = new Map([[join(folder, 'tenon-modules.d.ts'), moduleTypes(appId)]])
  if (!hasNode) declarations.set(join(folder, 'tenon-node.d.ts'), untypedNode())
  return {
    modules,
    declarations,
    options,
    isNoise: (code, text) => isUntyped(code, text) || (!hasNode && ofNode.has(code)),
  }
}

// A package without types is not wrong, and one that is missing is told where the source is read.
function isUntyped(code: string, text: string): boolean {
  return code === 'TS7016' || (code === 'TS2307' && !/^Cannot find module '\.{1,2}\//.test(text))
}

/** What is said where the types of Node are missing, of names that would have them. */
const ofNode: ReadonlySet<string> = new Set(['TS2503', 'TS2580', 'TS2591', 'TS2709'])
