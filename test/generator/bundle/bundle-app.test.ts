import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bundleApp } from '../../../generator/6-bundle/bundle-app.js'
import { planBundle } from '../../../generator/6-bundle/plan-bundle.js'
import { readTenonPackage } from '../../../generator/6-bundle/tenon-package.js'
import { writeFiles } from '../../../generator/6-bundle/write-files.js'
import type { FileSet } from '../../../generator/artifact/file-set.js'
import { root } from '../../harness/source-files.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const emitted: FileSet = {
  files: [
    {
      path: 'index.ts',
      text: "import mail from '../../providers/mail.js'\nimport { answer } from './program.js'\nexport { mail, answer }\n",
    },
    {
      path: 'program.ts',
      text: "import { equal } from 'tenon/program'\nexport const answer: boolean = equal(1, 1) // app.yaml:4\n",
    },
  ],
}
const provider = {
  'providers/mail.ts': "import { name } from './name.js'\nexport default { name }\n",
  'providers/name.ts': "export const name: string = 'Grüße'\n",
}

function request(projectDir: string, files: FileSet = emitted, target: 'node' | 'edge' = 'node') {
  return {
    appId: 'desk',
    projectDir,
    generatedDir: join(projectDir, 'generated', 'desk'),
    manifestFile: 'modules.yaml',
    emitted: files,
    target,
    tenon: readTenonPackage(),
    file: join(projectDir, '.tenon', 'desk.mjs'),
  }
}

async function bundleIn(projectDir: string): Promise<string> {
  const bundled = await bundleApp(request(projectDir))
  if (!bundled.ok) throw new Error(bundled.diagnostics.map(({ message }) => message).join('\n'))
  return bundled.code + bundled.map
}

describe('a bundle', () => {
  it('holds the emitted files, which need not be on disk, the modules and the runtime, and can be loaded', async () => {
    const project = temporaryFolder(provider)
    const planned = await planBundle(request(project))
    if (!planned.ok) throw new Error('it should have been bundled')
    await writeFiles(planned.plan)
    expect(await import(pathToFileURL(planned.file).href)).toMatchObject({ mail: { name: 'Grüße' }, answer: true })
  })

  it('is the same bytes wherever the project lies', async () => {
    const there = temporaryFolder(provider)
    // Within the package itself, where relative paths to the runtime are of another length.
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
    const here = mkdtempSync(join(root, 'node_modules', '.cache', 'tenon-bundle-'))
    onTestFinished(() => rmSync(here, { recursive: true, force: true }))
    cpSync(there, here, { recursive: true })
    const [first, second] = await Promise.all([bundleIn(there), bundleIn(here)])
    expect(second === first).toBe(true)
    expect(first).not.toContain(root)
    expect(first).not.toContain('../../..')
    expect(first).toMatch(/"sources":\[[^\]]*"tenon\/src\/semantics\/[^\]]*"\.\.\/generated\/desk\/program\.ts"/)
  })

  it('lets a CommonJS package ask for what Node has', async () => {
    const project = temporaryFolder({
      'providers/mail.ts': "import os from 'old-package'\nexport default os\n",
      'node_modules/old-package/package.json': '{"name":"old-package","main":"index.js"}',
      'node_modules/old-package/index.js':
        "const { EOL } = require('fs').constants ? require('os') : {}\nmodule.exports = { EOL }\n",
    })
    const planned = await planBundle(request(project))
    if (!planned.ok) throw new Error('it should have been bundled')
    await writeFiles(planned.plan)
    expect((await import(pathToFileURL(planned.file).href)).mail).toEqual({ EOL: '\n' })
  })

  it('has no import of Node for the edge', async () => {
    const bundled = await bundleApp(request(temporaryFolder(provider), emitted, 'edge'))
    expect(bundled.ok && bundled.code.includes('node:')).toBe(false)
  })
})

describe('what esbuild finds', () => {
  it('is a diagnostic at its own place, in UTF-16 units', async () => {
    const text = "const ü = 'ü'; import gone from './gone.js'\nexport default gone\n"
    const bundled = await bundleApp(request(temporaryFolder({ 'providers/mail.ts': text })))
    if (bundled.ok) throw new Error('it should have been refused')
    const [found] = bundled.diagnostics
    expect(bundled.diagnostics).toHaveLength(1)
    expect(found).toMatchObject({
      code: 'bundle_error',
      message: 'the bundle could not be made: Could not resolve "./gone.js"',
    })
    expect(found?.at.file).toBe('providers/mail.ts')
    expect(text.slice(found?.at.start, found?.at.end)).toBe("'./gone.js'")
    expect(bundled.texts).toEqual([{ path: 'providers/mail.ts', text }])
  })

  it('knows what Tenon does not export', async () => {
    const bundled = await bundleApp(
      request(temporaryFolder({ 'providers/mail.ts': "export * from 'tenon/nothing'\nexport default 1\n" })),
    )
    expect(bundled.ok ? [] : bundled.diagnostics.map(({ message }) => message)).toEqual([
      'the bundle could not be made: Tenon has no "tenon/nothing"',
    ])
  })

  it('shows an emitted file that is not on disk', async () => {
    const wrong: FileSet = { files: [{ path: 'index.ts', text: 'export const = 1\n' }] }
    const bundled = await bundleApp(request(temporaryFolder(), wrong))
    expect(bundled.ok ? [] : bundled.texts).toEqual([{ path: 'generated/desk/index.ts', text: 'export const = 1\n' }])
  })
})

describe('a bundle that was made before', () => {
  /** The files that a further run would write. */
  async function again(project: string, files = emitted): Promise<string[]> {
    const planned = await planBundle(request(project, files))
    if (!planned.ok) throw new Error('it should have been bundled')
    await writeFiles(planned.plan)
    return planned.plan.files.filter(({ change }) => change !== 'unchanged').map(({ path }) => path)
  }
  const all = ['.gitignore', 'desk.mjs', 'desk.mjs.json', 'desk.mjs.map']

  it('is not made again while nothing in it has changed', async () => {
    const project = temporaryFolder(provider)
    expect(await again(project)).toEqual(all)
    expect(await again(project)).toEqual([])
    writeFileSync(join(project, 'providers/name.ts'), "export const name: string = 'Servus'\n")
    expect(await again(project)).toEqual(all.slice(1))
    writeFileSync(join(project, '.tenon/desk.mjs'), 'broken')
    expect(await again(project)).toEqual(['desk.mjs'])
    const [index, program] = emitted.files
    const changed = {
      files: [index, { path: 'program.ts', text: `${program?.text}export const more = 1\n` }],
    } as FileSet
    expect(await again(project, changed)).toContain('desk.mjs.json')
    rmSync(join(project, '.tenon/desk.mjs.json'))
    expect(await again(project, changed)).toEqual(['desk.mjs.json'])
  })

  it('is looked at again when a file was only touched, and stays as it is', async () => {
    const project = temporaryFolder(provider)
    await again(project)
    utimesSync(join(project, 'providers/name.ts'), new Date(0), new Date(0))
    expect(await again(project)).toEqual(['desk.mjs.json'])
  })
})
