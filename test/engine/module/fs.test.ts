import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileTree } from '../../../src/module/fs/file-tree.js'
import { fs } from '../../../src/module/fs/index.js'
import { openMounts } from '../../../src/module/fs/mount-table.js'
import { createOperations } from '../../../src/module/fs/operations.js'
import { runAtOnce } from '../../../src/module/fs/steps.js'
import { bindNative, failure, failureIn, openRuntimeWith, runIn } from '../../harness/gated-guest.js'
import { declaredNames } from '../../harness/run-guest-code.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const start = `const fs = require('fs'); ${failure}`

async function run(config: unknown, body: string): Promise<unknown> {
  const runtime = await openRuntimeWith([{ native: fs, config }])
  return runIn(runtime, `${start} ${body}`)
}

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

describe('fs for guests', () => {
  it('F01 says what may be done', async () => {
    const { root } = twoFolders()
    const body = 'return [fs.capabilities(), fs.isReadOnly]'
    const mounts = [{ at: '/', access: 'write' }]
    const all = { backend: 'host', read: true, write: true, embedded: false, mounts }
    expect(await run({ root, access: 'write' }, body)).toEqual([all, false])
    const [reading] = [{ ...all, write: false, mounts: [{ at: '/', access: 'read' }] }]
    expect(await run({ root }, body)).toEqual([reading, true])
  })

  const roundTrip = (call: (name: string, args: string) => string): string => `
    const seen = [${call('mkdir', "'/d/e', { recursive: true }")}, ${call('mkdir', "'/d/e', { recursive: true }")}]
    ;${call('writeFile', "'/d/x.txt', 'h\u00e9'")}
    ;${call('appendFile', "'/d/x.txt', 'llo'")}
    seen.push(${call('readFile', "'/d/x.txt', 'utf8'")}, ${call('exists', "'/d/x.txt'")}, ${call('exists', "'/d/y'")})
    ;${call('copyFile', "'/d/x.txt', '/d/y'")}
    ;${call('rename', "'/d/y', 'd/e/z'")}
    seen.push(${call('readdir', "'/d'")}, ${call('readdir', "'./d/e'")})
    const entries = ${call('readdir', "'/d', { withFileTypes: true }")}
    seen.push(entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory(), entry.parentPath]))
    const stat = ${call('stat', "'/d/x.txt'")}
    seen.push([stat.isFile(), stat.isDirectory(), stat.size, stat.mode & 0o400, stat.mtime.getTime() === Math.trunc(stat.mtimeMs)])
    seen.push(Math.abs(Date.now() - stat.mtimeMs) < 60000, ${call('lstat', "'/d'")}.isDirectory())
    ;${call('unlink', "'/d/x.txt'")}
    ;${call('rm', "'/d', { recursive: true }")}
    return [...seen, ${call('exists', "'/d'")}]`

  const trip = [
    '/d',
    null,
    'h\u00e9llo',
    true,
    false,
    ['e', 'x.txt'],
    ['z'],
    [
      ['e', false, true, '/d'],
      ['x.txt', true, false, '/d'],
    ],
    [true, false, 6, 0o400, true],
    true,
    true,
    false,
  ]

  it.each([
    ['F02 as promises', (name: string, args: string) => `(await fs.${name}(${args}) ?? null)`],
    ['F02 from fs.promises', (name: string, args: string) => `(await fs.promises.${name}(${args}) ?? null)`],
    ['F04 at once', (name: string, args: string) => `(fs.${name}Sync(${args}) ?? null)`],
    [
      'F02 with callbacks',
      (name: string, args: string) =>
        name === 'exists'
          ? `await new Promise((resolve) => fs.exists(${args}, resolve))`
          : `(await new Promise((resolve, reject) => fs.${name}(${args}, (error, value) => error ? reject(error) : resolve(value))) ?? null)`,
    ],
  ])('%s does what files are for', async (_, call) => {
    const root = temporaryFolder()
    expect(await run({ root, access: 'write' }, roundTrip(call))).toEqual(trip)
    expect(readdirSync(root)).toEqual([])
  })

  it.each([
    ['F03', 'await fs.readFile', 'await fs.writeFile'],
    ['F05', 'fs.readFileSync', 'fs.writeFileSync'],
  ])('%s gives bytes as buffers, and texts in encodings', async (_, read, write) => {
    const root = temporaryFolder({ bytes: Uint8Array.of(0, 255, 104, 105) })
    const body = `const { Buffer } = require('buffer'); const bytes = ${read}('bytes')
      const texts = ['hex', 'base64', 'base64url', 'latin1', { encoding: 'utf8' }].map(async (encoding) => ${read}('bytes', encoding))
      ${write}('text', 'AP9oaQ', 'base64url'); ${write}('view', new Uint16Array([1, 2]).subarray(1))
      return [Buffer.isBuffer(bytes), [...bytes], await Promise.all(texts), [...${read}('text')], [...${read}('view')]]`
    const runtime = await openRuntimeWith([
      { native: fs, config: { root, access: 'write' } },
      { native: (fs.uses ?? [])[0] as never },
    ])
    expect(await runIn(runtime, `${start} ${body}`)).toEqual([
      true,
      [0, 255, 104, 105],
      ['00ff6869', 'AP9oaQ==', 'AP9oaQ', '\0\u00ffhi', '\0\ufffdhi'],
      [0, 255, 104, 105],
      [2, 0],
    ])
  })

  it.each([
    ['F06', 'Sync'],
    ['F07', ''],
  ])('%s fails as Node does, with code, path and syscall', async (_, suffix) => {
    const root = temporaryFolder({ 'a.txt': 'a', 'd/b.txt': 'b' })
    const fail = (name: string, args: string): string => `await failure(() => fs.${name}${suffix}(${args}))`
    const body = `return [${[
      fail('readFile', "'none'"),
      fail('readFile', "'/d'"),
      fail('mkdir', "'/d'"),
      fail('readdir', "'a.txt'"),
      fail('rename', "'none', 'd/c'"),
      fail('rm', "'d'"),
      fail('rm', "'none'"),
      fail('rm', "'none', { force: true }"),
      fail('writeFile', "'a.txt', 'x', { flag: 'wx' }"),
      fail('copyFile', "'a.txt', 'd/b.txt', fs.constants.COPYFILE_EXCL"),
      fail('readFile', "'a.txt/b'"),
    ].join(',')}]`
    const enoent = { name: 'Error', errno: -2, code: 'ENOENT' }
    expect(await run({ root, access: 'write' }, body)).toEqual([
      { ...enoent, syscall: 'open', path: 'none' },
      { name: 'Error', errno: -21, code: 'EISDIR', syscall: 'open', path: '/d' },
      { name: 'Error', errno: -17, code: 'EEXIST', syscall: 'mkdir', path: '/d' },
      { name: 'Error', errno: -20, code: 'ENOTDIR', syscall: 'scandir', path: 'a.txt' },
      { ...enoent, syscall: 'rename', path: 'none', dest: 'd/c' },
      { name: 'Error', code: 'ERR_FS_EISDIR', syscall: 'rm', path: 'd' },
      { ...enoent, syscall: 'rm', path: 'none' },
      'no error',
      { name: 'Error', errno: -17, code: 'EEXIST', syscall: 'open', path: 'a.txt' },
      { name: 'Error', errno: -17, code: 'EEXIST', syscall: 'copyfile', path: 'a.txt', dest: 'd/b.txt' },
      { name: 'Error', errno: -20, code: 'ENOTDIR', syscall: 'open', path: 'a.txt/b' },
    ])
  })

  it.each([
    ['fs.readFileSync()', 'TypeError', 'ERR_INVALID_ARG_TYPE'],
    ['fs.readFile(5)', 'TypeError', 'ERR_INVALID_ARG_TYPE'],
    ["fs.readFile('a\\0b')", 'TypeError', 'ERR_INVALID_ARG_VALUE'],
    ["fs.readFile('a.txt', 'none')", 'TypeError', 'ERR_INVALID_ARG_VALUE'],
    ["fs.writeFile('x', 5)", 'TypeError', 'ERR_INVALID_ARG_TYPE'],
    ["fs.writeFile('x', 'y', { mode: -1 })", 'RangeError', 'ERR_OUT_OF_RANGE'],
    ["fs.writeFile('x', 'y', { mode: 'rw' })", 'TypeError', 'ERR_INVALID_ARG_TYPE'],
    ["fs.writeFile('x', 'y', { flag: 'r+' })", 'TypeError', 'ERR_INVALID_ARG_VALUE'],
    ["fs.rm('x', { recursive: 1 })", 'TypeError', 'ERR_INVALID_ARG_TYPE'],
    ["fs.writeFile('', 'y')", 'Error', 'ENOENT'],
  ])('refuses %s', async (call, name, code) => {
    const root = temporaryFolder({ 'a.txt': 'a' })
    expect(await run({ root, access: 'write' }, `return failure(() => ${call})`)).toMatchObject({ name, code })
    expect(readdirSync(root)).toEqual(['a.txt'])
  })

  it('S05 declares what it exports', async () => {
    const exported = await run({ root: temporaryFolder() }, 'return Object.keys(fs).sort()')
    expect(declaredNames(fs.declaration ?? '')).toEqual(exported)
  })
})

describe('mounts of fs', () => {
  const files = { 'greeting.txt': 'hello', 'deep/in/here.bin': Uint8Array.of(1, 2, 3) }

  it('F08 reads files of the program', async () => {
    const body = `return [fs.readFileSync('/greeting.txt', 'utf8'), [...await fs.readFile('/deep/in/here.bin')], fs.readdirSync('/'), fs.readdirSync('deep'),
      fs.statSync('/greeting.txt').size, fs.statSync('/deep').isDirectory(), fs.existsSync('/none'), fs.capabilities().backend, fs.isReadOnly]`
    const expected = ['hello', [1, 2, 3], ['deep', 'greeting.txt'], ['in'], 5, true, false, 'embedded', true]
    expect(await run({ mounts: [{ at: '/', files }] }, body)).toEqual(expected)
  })

  it('F08 refuses to write there, and finds nothing outside', async () => {
    const body = `const codes = []; const note = async (act) => codes.push((await failure(act)).code)
      await note(() => fs.writeFile('/t/x', 'x')); await note(() => fs.mkdirSync('/t/d')); await note(() => fs.rm('/t/greeting.txt'))
      await note(() => fs.unlinkSync('/t/greeting.txt')); await note(() => fs.rename('/t/greeting.txt', '/t/x')); await note(() => fs.copyFile('/t/greeting.txt', '/t/x'))
      await note(() => fs.appendFileSync('/t/greeting.txt', 'x')); await note(() => fs.rm('/t', { recursive: true }))
      await note(() => fs.readFile('/greeting.txt')); await note(() => fs.readFile('/t/../greeting.txt')); await note(() => fs.writeFileSync('/x', 'x'))
      return [codes, fs.readdirSync('/'), fs.statSync('/').isDirectory(), fs.readFileSync('/t/../t/./greeting.txt', 'utf8')]`
    const readOnly = new Array(8).fill('EROFS')
    const expected = [[...readOnly, 'ENOENT', 'ENOENT', 'ENOENT'], ['t'], true, 'hello']
    expect(await run({ mounts: [{ at: '/t', files }] }, body)).toEqual(expected)
  })

  it('lets the longest mount answer, each with its own access', async () => {
    const folder = temporaryFolder({ 'root/a': 'root', 'root/data/hidden': '', 'data/a': 'data', 'data/deep/b': '' })
    const config = {
      root: join(folder, 'root'),
      mounts: [
        { at: '/data', root: join(folder, 'data'), access: 'write' },
        { at: '/data/deep/t', files },
        { at: '/far/away', files },
      ],
    }
    const body = `fs.writeFileSync('/data/new', 'x')
      const codes = []; const note = async (act) => codes.push((await failure(act)).code)
      await note(() => fs.writeFile('/new', 'x')); await note(() => fs.writeFile('/data/deep/t/x', 'x')); await note(() => fs.rename('/data/new', '/new'))
      await note(() => fs.rm('/data', { recursive: true })); await note(() => fs.rm('/data/deep', { recursive: true })); await note(() => fs.rename('/data/deep', '/data/x'))
      await note(() => fs.mkdirSync('/data')); await note(() => fs.readFile('/far')); await note(() => fs.readFile('/far/b'))
      fs.copyFileSync('/data/deep/t/greeting.txt', '/data/copied')
      return [codes, fs.readdirSync('/'), fs.readdirSync('/data'), fs.readdirSync('/data/deep'), fs.readdirSync('/far'), fs.readFileSync('/data/a', 'utf8'), fs.readFileSync('/data/copied', 'utf8'), fs.mkdirSync('/data/deep/c/d', { recursive: true })]`
    const codes = ['EROFS', 'EROFS', 'EROFS', 'EBUSY', 'EBUSY', 'EBUSY', 'EEXIST', 'EISDIR', 'ENOENT']
    const listings = [['a', 'data', 'far'], ['a', 'copied', 'deep', 'new'], ['b', 't'], ['away']]
    expect(await run(config, body)).toEqual([codes, ...listings, 'data', 'hello', '/data/deep/c'])
    expect(readFileSync(join(folder, 'data/new'), 'utf8')).toBe('x')
  })

  it.each([
    [{}, 'config.root must name the folder'],
    [{ root: '/does/not/exist' }, 'is no folder'],
    [{ root: 5 }, 'config.root must be a text'],
    [{ root: '.', access: 'all' }, 'config.access must be one of read, write'],
    [{ root: '.', acess: 'read' }, 'config has no member "acess"'],
    [{ root: '.', mounts: {} }, 'config.mounts must be a list'],
    [{ root: '.', mounts: [{ at: '/./', files: {} }] }, 'config.mounts has two for "/"'],
    [{ mounts: [{ at: 'x', files: {} }] }, 'config.mounts[0].at must be a path that begins with /'],
    [{ mounts: [{ at: '/x' }] }, 'config.mounts[0] must have either root or files'],
    [{ mounts: [{ at: '/x', files: { a: 5 } }] }, 'config.mounts[0].files must be'],
    [{ mounts: [{ at: '/x', files: {}, access: 'write' }] }, 'config.mounts[0].access must be read'],
    [{ mounts: [{ at: '/x', files: { a: '', 'a/b': '' } }] }, 'a file and a folder at "a/b"'],
    [{ root: '.', maxReadKb: 0 }, 'config.maxReadKb must be a whole number'],
  ])('refuses the config %j', (config, message) => {
    expect(() => bindNative(fs, config)).toThrow(message)
  })
})

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

  it('cannot be deceived by a folder that becomes a link meanwhile', async () => {
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
  function open(root: string): ReturnType<typeof createOperations> {
    return createOperations(new FileTree(openMounts([{ at: '/', root, access: 'write' }], { anchored: false }), 1024))
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
