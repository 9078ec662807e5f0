import { presets } from '../artifact/built-in-modules.js'
import type { FileSet } from '../artifact/file-set.js'

/** What a bundle for scripts begins with; it is bundled with the emitted files and never written. */
export const scriptsEntry = 'scripts-entry.ts'

/** The emitted files with what runs scripts: they may require what the presets and the modules of the manifest give. */
export function withScriptsEntry({ files }: FileSet, presetNames: readonly string[]): FileSet {
  const names = [...new Set(presetNames.flatMap((name) => presets.get(name) ?? []))].sort()
  const imports = names.map((name, index) => `import native${index} from 'tenon/module/${name}'\n`)
  const natives = names.map((_, index) => `native${index}`).join(', ')
  const text = `${imports.join('')}import { openScripts as open } from 'tenon/engine'
import { modules } from './factory.js'
import { createRuntime } from './index.js'

export { ActivationError } from 'tenon/runtime'
export const openScripts = (hostPorts, options) =>
  open({ modules, presets: [${natives}], options, start: (moduleLoader) => createRuntime({ ...hostPorts, moduleLoader }) })
`
  return { files: [...files, { path: scriptsEntry, text }] }
}
