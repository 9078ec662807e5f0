import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { readTenonPackage } from '../../generator/6-bundle/tenon-package.js'
import { emitProject } from '../../generator/build.js'
import { listSamples } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const samples = 'test/generator/samples'

/** Stricter than `strict`: what a careful project turns on, and what generated code must not stand in the way of. */
const flags = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
}

it('type-checks the generated code of every sample with its modules, under the strictest flags', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }' })
  for (const name of listSamples(samples, 1)) await layOut(join(root, samples, name), join(folder, name))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig()))
  const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder], {
    encoding: 'utf8',
    cwd: folder,
  })
  // The sources of the runtime have their own flags; an installed package has declarations in their place.
  expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('..'))).toEqual([])
})

/** A project with its generated files where `tenon generate` puts them. */
async function layOut(sample: string, project: string): Promise<void> {
  cpSync(sample, project, { recursive: true, filter: (path) => !/[/\\]_[^/\\]*$/.test(path) })
  const built = await emitProject({
    project: { cwd: project },
    lock: null,
    overwrites: false,
    phase: () => Promise.resolve(),
  })
  if (built.project === null) throw new Error(`${sample} does not compile`)
  for (const { path, text } of built.project.files.files) {
    const file = join(project, built.project.generatedDir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

function tsconfig() {
  const paths = Object.fromEntries([...readTenonPackage().exports].map(([name, path]) => [name, [path]]))
  const places = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2022', 'ES2024.String'],
  }
  return {
    compilerOptions: {
      ...flags,
      ...places,
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
      noEmit: true,
      skipLibCheck: true,
      allowJs: true,
      paths,
    },
    include: ['**/*'],
  }
}
