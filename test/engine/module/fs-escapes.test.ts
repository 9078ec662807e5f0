import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasOpenFolders } from '../../../src/module/fs/anchor.js'
import { createFileFunctions } from '../../../src/module/fs/file-functions.js'
import { FileTree } from '../../../src/module/fs/file-tree.js'
import { fs } from '../../../src/module/fs/index.js'
import { openMounts } from '../../../src/module/fs/mount-table.js'
import { runAtOnce } from '../../../src/module/fs/steps.js'
import { bindNative, failureIn } from '../../harness/gated-guest.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

/** A folder that guests are given, beside one that they are not. */
function twoFolders(): { readonly root: string; readonly outside: string } {
  const folder = temporaryFolder({ 'outside/secret.txt': 'secret', 'root/a.txt': 'a', 'root/sub/b.txt': 'b' })
  const [root, outside] = [join(folder, 'root'), join(folder, 'outside')]
  symlinkSync(outside, join(root, 'out'))
  symlinkSync(join(outside, 'secret.txt'), join(root, 'secret'))
  symlinkSync('../outside/new.txt', join(root, 'dangling'))
  symlinkSync('sub', join(root, 'inner'))
  symlinkSync('a.txt', join(root, 'again'))
  symlinkSync('loop', join(root, 'loop'))
  return { root, outside }
}

describe('what guests of fs cannot reach', () => {
  const names = ['readFile', 'readdir', 'stat', 'exists', 'mkdir', 'unlink', 'lstat'] as const

  it.each([
    '../outside/secret.txt',
    '/../outside/secret.txt',
    'sub/../../outside/secret.txt',
    'out/secret.txt',
    'inner/../out/secret.txt',
    'secret',
    'out/../../outside/secret.txt',
  ])('keeps %s away', async (path) => {
    const { root } = twoFolders()
    const { host } = bindNative(fs, { root, access: 'write' })
    for (const suffix of ['', 'Sync']) {
      const { code } = await failureIn(() => host[`readFile${suffix}`]?.(path))
      expect(['ENOENT', 'EACCES']).toContain(code)
      expect(await host[`exists${suffix}`]?.(path)).toBe(false)
    }
  })

  it('leads absolute paths into its root', async () => {
    const { root, outside } = twoFolders()
    const { host } = bindNative(fs, { root })
    expect(await failureIn(() => host.readFile?.(join(outside, 'secret.txt')))).toMatchObject({ code: 'ENOENT' })
    expect(await failureIn(() => host.readdirSync?.('/etc'))).toMatchObject({ code: 'ENOENT', path: '/etc' })
    expect(String(await host.readFile?.('/a.txt'))).toBe('a')
  })

  it('follows links within, and tells of links that lead out without following them', async () => {
    const { root } = twoFolders()
    const { host } = bindNative(fs, { root, access: 'write' })
    expect(String(host.readFileSync?.('inner/b.txt'))).toBe('b')
    expect(String(host.readFileSync?.('again'))).toBe('a')
    host.writeFileSync?.('again', Buffer.from('written'), { flag: 'w', mode: 0o666 })
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('written')
    expect(host.lstatSync?.('out')).toMatchObject({ kind: 'symlink' })
    expect(await failureIn(() => host.stat?.('loop'))).toMatchObject({ code: 'ELOOP' })
  })

  it('writes nothing outside, whichever way', async () => {
    const { root, outside } = twoFolders()
    const { host } = bindNative(fs, { root, access: 'write' })
    const options = { flag: 'w', mode: 0o666 }
    const acts: (readonly [string, ...unknown[]])[] = [
      ['writeFile', 'out/new.txt', Buffer.from('x'), options],
      ['writeFile', 'secret', Buffer.from('x'), options],
      ['writeFile', 'dangling', Buffer.from('x'), options],
      ['writeFile', 'secret', Buffer.from('x'), { flag: 'a', mode: 0o666 }],
      ['mkdir', 'out/made', { recursive: true, mode: 0o777 }],
      ['mkdir', 'out/made', { recursive: false, mode: 0o777 }],
      ['unlink', 'out/secret.txt'],
      ['rm', 'out/secret.txt', { recursive: true, force: true }],
      ['rename', 'a.txt', 'out/a.txt'],
      ['rename', 'out/secret.txt', 'stolen'],
      ['copyFile', 'a.txt', 'out/a.txt', { exclusive: false }],
      ['copyFile', 'secret', 'stolen', { exclusive: false }],
    ]
    for (const suffix of ['', 'Sync'])
      for (const [name, ...args] of acts) {
        const { code } = await failureIn(() => host[`${name}${suffix}`]?.(...args))
        expect(['ENOENT', 'EACCES']).toContain(code)
      }
    expect(readdirSync(outside)).toEqual(['secret.txt'])
    expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret')
  })

  it('removes links, and not what they lead to', async () => {
    const { root, outside } = twoFolders()
    const { host } = bindNative(fs, { root, access: 'write' })
    symlinkSync(outside, join(root, 'sub', 'out'))
    await host.rm?.('/sub', { recursive: true, force: false })
    await host.rm?.('/out', { recursive: true, force: false })
    host.unlinkSync?.('/secret')
    expect(readdirSync(outside)).toEqual(['secret.txt'])
    expect(readdirSync(root)).not.toContain('sub')
  })

  it('keeps what another mount lends for reading, even through a link', async () => {
    const folder = temporaryFolder({ 'config/a': 'a' })
    symlinkSync('config', join(folder, 'link'))
    const mounts = [{ at: '/config', root: join(folder, 'config') }]
    const { host } = bindNative(fs, { root: folder, access: 'write', mounts })
    const options = { flag: 'w', mode: 0o666 }
    expect(await failureIn(() => host.writeFile?.('/link/a', Buffer.from('x'), options))).toMatchObject({
      code: 'EROFS',
    })
    expect(await failureIn(() => host.unlink?.('/link/a'))).toMatchObject({ code: 'EROFS' })
    expect(await failureIn(() => host.rename?.('/config', '/c'))).toMatchObject({ code: 'EROFS' })
    expect(readFileSync(join(folder, 'config/a'), 'utf8')).toBe('a')
  })

  it('tells of no path of the host', async () => {
    const { root } = twoFolders()
    const { host } = bindNative(fs, { root })
    for (const name of names) {
      const act = (): unknown => host[name]?.('out/secret.txt', { recursive: false, mode: 0o777 })
      if (name === 'exists') continue
      expect(JSON.stringify(await failureIn(act))).not.toMatch(/proc|tmp|outside/)
    }
  })

  // Each step by itself, because the guest takes the folder away now and then.
  const swap = `const fs = require('fs'); process.stdout.write('on'); const attempt = (act) => { try { act() } catch {} }
    for (;;) { attempt(() => fs.renameSync('flip', 'kept')); attempt(() => fs.symlinkSync('../outside', 'flip'))
      attempt(() => fs.unlinkSync('flip')); attempt(() => fs.renameSync('kept', 'flip')); attempt(() => fs.mkdirSync('flip')) }`

  it.runIf(hasOpenFolders)('cannot be deceived by a folder that becomes a link meanwhile', async () => {
    const { root, outside } = twoFolders()
    mkdirSync(join(root, 'flip'))
    const { host } = bindNative(fs, { root, access: 'write' })
    const swapping = spawn(process.execPath, ['-e', swap], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await new Promise((resolve) => swapping.stdout.once('data', resolve))
      const outcomes = new Set<unknown>()
      for (let turn = 0; turn < 1000; turn++) {
        const read = await failureIn(() => host.readFileSync?.('flip/secret.txt'))
        outcomes.add(read.code)
        try {
          host.writeFileSync?.('flip/new.txt', Buffer.from('x'), { flag: 'w', mode: 0o666 })
          host.rmSync?.('flip', { recursive: true, force: true })
          host.mkdirSync?.('flip', { recursive: true, mode: 0o777 })
        } catch (error) {
          outcomes.add((error as { readonly code?: unknown }).code)
        }
      }
      expect([...outcomes].filter((code) => typeof code !== 'string')).toEqual([])
      expect(swapping.exitCode).toBe(null)
    } finally {
      swapping.kill('SIGKILL')
    }
    expect(readdirSync(outside)).toEqual(['secret.txt'])
    expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret')
  })

  it('does not wait for pipes, and reads no devices', async () => {
    const root = temporaryFolder()
    spawnSync('mkfifo', [join(root, 'pipe')])
    const { host } = bindNative(fs, { root, access: 'write' })
    expect(await failureIn(() => host.readFileSync?.('pipe'))).toMatchObject({ code: 'EACCES' })
    const options = { flag: 'w', mode: 0o666 }
    expect(await failureIn(() => host.writeFileSync?.('pipe', Buffer.from('x'), options))).toMatchObject({
      code: 'ENXIO',
    })
  })

  it('reads no more than it may', async () => {
    const root = temporaryFolder({ big: new Uint8Array(2049), fits: new Uint8Array(2048) })
    const { host } = bindNative(fs, {
      root,
      maxReadKb: 2,
      mounts: [{ at: '/m', files: { big: new Uint8Array(2049) } }],
    })
    const tooLarge = { code: 'ERR_FS_FILE_TOO_LARGE' }
    expect(await failureIn(() => host.readFile?.('big'))).toMatchObject(tooLarge)
    expect(await failureIn(() => host.readFileSync?.('/m/big'))).toMatchObject(tooLarge)
    expect(host.readFileSync?.('fits')).toHaveLength(2048)
  })

  it('ends with the call, and begins nothing where it has ended', async () => {
    const root = temporaryFolder()
    for (let name = 0; name < 200; name++) writeFileSync(join(root, `${name}`), '')
    const { host, abortCall, close } = bindNative(fs, { root: root, access: 'write' })
    mkdirSync(join(root, 'd'))
    const removing = failureIn(() => host.rm?.('/d', { recursive: true, force: false }))
    abortCall()
    expect(await removing).toMatchObject({ code: 'ABORT_ERR' })
    expect(readdirSync(root)).toContain('d')
    close()
    expect(await failureIn(() => host.readFile?.('/1'))).toMatchObject({ code: 'ABORT_ERR' })
  })
})

// Other systems do not show open folders by number: the same rules hold there, but for a race.
describe('fs where folders cannot be held open', () => {
  function open(root: string): ReturnType<typeof createFileFunctions> {
    return createFileFunctions(
      new FileTree(openMounts([{ at: '/', root, access: 'write' }], { anchored: false }), 1024),
    )
  }

  it('reads, writes and removes within', () => {
    const { root } = twoFolders()
    const files = open(root)
    runAtOnce(files.mkdir('/x/y', { recursive: true, mode: 0o777 }))
    runAtOnce(files.writeFile('/inner/c', Buffer.from('c'), { flag: 'w', mode: 0o666 }))
    expect(String(runAtOnce(files.readFile('/sub/c')))).toBe('c')
    expect(runAtOnce(files.readdir('/sub')).map(({ name }) => name)).toEqual(['b.txt', 'c'])
    expect(runAtOnce(files.stat('/')).kind).toBe('directory')
    runAtOnce(files.rename('/sub/c', '/x/y/c'))
    runAtOnce(files.rm('/x', { recursive: true, force: false }))
    expect(runAtOnce(files.exists('/x'))).toBe(false)
  })

  it('keeps what is outside', async () => {
    const { root, outside } = twoFolders()
    const files = open(root)
    const options = { flag: 'w', mode: 0o666 } as const
    for (const act of [
      () => files.readFile('/out/secret.txt'),
      () => files.readFile('/secret'),
      () => files.readdir('/out'),
      () => files.writeFile('/secret', Buffer.from('x'), options),
      () => files.writeFile('/dangling', Buffer.from('x'), options),
      () => files.mkdir('/out/x', { recursive: false, mode: 0o777 }),
      () => files.rm('/out/secret.txt', { recursive: true, force: true }),
    ])
      expect(['EACCES', 'ENOENT']).toContain((await failureIn(() => runAtOnce<unknown>(act()))).code)
    runAtOnce(files.rm('/out', { recursive: true, force: false }))
    expect(readdirSync(outside)).toEqual(['secret.txt'])
    expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret')
  })
})
