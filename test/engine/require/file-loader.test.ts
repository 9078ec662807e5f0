import { mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { moduleRoots } from '../../../src/engine/require/module-roots.js'
import { fileLoader } from '../../../src/host/node/require/file-loader.js'
import { nativeNames } from '../../../src/resolve/native-names.js'
import type { Resolution, ResolveOptions } from '../../../src/resolve/resolution.js'
import { resolve } from '../../../src/resolve/resolve.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'
import { openModules } from './open-modules.js'

function folderWith(files: Readonly<Record<string, string>>): string {
  return realpathSync(temporaryFolder(files))
}

function link(to: string, at: string): void {
  mkdirSync(join(at, '..'), { recursive: true })
  symlinkSync(to, at)
}

function ask(specifier: string, importer: string, root: string, more: Partial<ResolveOptions> = {}): Resolution {
  const loader = fileLoader({ roots: [root] })
  return resolve(specifier, importer, { loader, natives: nativeNames([]), kind: 'require', ...more })
}

describe('modules on the disk', () => {
  it('Q07 a package that is linked finds its real neighbours, and is one module', async () => {
    const folder = folderWith({
      'packages/tool/index.js': 'exports.neighbour = require("neighbour"); exports.at = __filename',
      'packages/node_modules/neighbour/index.js': 'module.exports = "the real one"',
      'app/node_modules/neighbour/index.js': 'module.exports = "the wrong one"',
    })
    link(join(folder, 'packages/tool'), join(folder, 'app/node_modules/tool'))
    const { run } = await openModules({ settings: { loader: fileLoader({ roots: [folder] }) } })
    const main = `${folder}/app/main.js`
    expect(run('require("tool")', main)).toEqual({
      neighbour: 'the real one',
      at: `${folder}/packages/tool/index.js`,
    })
    expect(run('require("tool") === require("../packages/tool")', main)).toBe(true)
  })

  it('Q07 a script that is linked requires from where it really lies', async () => {
    const folder = folderWith({ 'real/main.js': '', 'real/part.js': 'module.exports = "part"' })
    link(join(folder, 'real/main.js'), join(folder, 'bin/start.js'))
    const { run } = await openModules({ settings: { loader: fileLoader({ roots: [folder] }), root: folder } })
    expect(run('require("./part")', 'bin/start.js')).toBe('part')
  })

  it('Q07 and Q12 a circle of links, a folder and a broken link are no files', () => {
    const folder = folderWith({ 'app/folder.js/readme': '' })
    link(join(folder, 'app/b.js'), join(folder, 'app/a.js'))
    link(join(folder, 'app/a.js'), join(folder, 'app/b.js'))
    link(join(folder, 'nowhere.js'), join(folder, 'app/broken.js'))
    const main = `${folder}/app/main.js`
    expect(ask('./folder', main, folder)).toMatchObject({ kind: 'missing' })
    expect(ask('./broken', main, folder)).toMatchObject({ kind: 'missing' })
    expect(() => ask('./a', main, folder)).toThrow('ELOOP')
  })

  it('reads nothing outside of its roots: by path it is missing, by link it is refused', () => {
    const folder = folderWith({ 'app/main.js': '', 'secret/key.json': '{ "key": 1 }', 'app-secret/key.json': '{}' })
    link(join(folder, 'secret'), join(folder, 'app/node_modules/secret'))
    const app = `${folder}/app`
    const loader = fileLoader({ roots: [app] })
    expect([loader.read(`${folder}/secret/key.json`), loader.read(`${folder}/app-secret/key.json`)]).toEqual([
      null,
      null,
    ])
    expect(loader.read(`${app}/../secret/key.json`)).toBe(null)
    expect(loader.read('app/main.js')).toBe(null)
    expect(loader.read(`${app}/main.js\0`)).toBe(null)
    expect(ask('../secret/key', `${app}/main.js`, app)).toMatchObject({ kind: 'missing' })
    expect(() => ask('secret/key', `${app}/main.js`, app)).toThrow('outside of the folders that modules may come from')
    expect(loader.list?.(folder)).toEqual([])
  })

  it('a root may be a link itself', () => {
    const folder = folderWith({ 'real/a.js': '' })
    link(join(folder, 'real'), join(folder, 'linked'))
    expect(ask('./a', `${folder}/linked/main.js`, `${folder}/linked`)).toMatchObject({ id: `${folder}/real/a.js` })
  })

  it('a root that is not there is told at once', () => {
    expect(() => fileLoader({ roots: [join(temporaryFolder(), 'nowhere')] })).toThrow('ENOENT')
  })

  it('Q15 suggests what lies beside', () => {
    const folder = folderWith({ 'app/helper.js': '' })
    expect(ask('./helpre', `${folder}/app/main.js`, folder)).toMatchObject({ suggestions: ['./helper'] })
  })

  it('P04 roots of a script serve those who lie elsewhere', async () => {
    const folder = folderWith({
      'app/scripts/main.js': '',
      'app/tool.js': 'module.exports = require("dep")',
      'app/node_modules/dep/index.js': 'module.exports = "dep"',
      'other/user.js': 'module.exports = require("tool")',
    })
    const globalFolders = moduleRoots(`${folder}/app/scripts/main.js`)
    const settings = { loader: fileLoader({ roots: [folder] }), globalFolders }
    const { run } = await openModules({ settings })
    expect(run('require("./user")', `${folder}/other/main.js`)).toBe('dep')
  })
})
