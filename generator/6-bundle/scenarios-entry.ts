import type { FileSet } from '../artifact/file-set.js'

/** What a bundle for scenarios begins with; it is bundled with the emitted files and never written. */
export const scenariosEntry = 'scenarios-entry.ts'

const text = `export { ActivationError } from 'tenon/runtime'
export { lockAfter, personaCoverage, runScenarios } from 'tenon/testing'
export { bundle } from './index.js'
export { scenarios } from './scenarios.js'
`

/** The emitted files with what runs their scenarios: the app, its tests and the runner are of one bundle. */
export function withScenariosEntry({ files }: FileSet): FileSet {
  return { files: [...files, { path: scenariosEntry, text }] }
}
