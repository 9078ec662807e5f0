import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exec } from '../../../src/module/exec/index.js'
import { bindNative, failure, failureIn, openRuntimeWith, runIn } from '../../harness/gated-guest.js'
import { declaredNames } from '../../harness/run-guest-code.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const node = process.execPath
const start = `const exec = require('exec'); ${failure}`
const options = { input: new Uint8Array(0), timeoutMs: 0, asBytes: false, ticket: 0 }

/** A command that runs a script of Node; what a guest gives are its arguments. */
function script(text: string): { readonly path: string; readonly args: readonly string[] } {
  return { path: node, args: ['-e', text, '--'] }
}

async function run(config: unknown, body: string): Promise<unknown> {
  const runtime = await openRuntimeWith([{ native: exec, config }])
  return runIn(runtime, `${start} ${body}`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended and that nobody has asked for yet is there still.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Starts a child of its own that never ends either, and writes the ids of both to a file. */
const family = `const { spawn } = require('node:child_process'); const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
  require('node:fs').writeFileSync(process.argv[1] + '.part', JSON.stringify([process.pid, child.pid])); require('node:fs').renameSync(process.argv[1] + '.part', process.argv[1])
  const end = process.argv[2]; if (end === 'exit') process.exit(3); if (end === 'noise') for (;;) process.stdout.write('x'.repeat(65536)); setInterval(() => {}, 1000)`

describe('exec for guests', () => {
  it('runs a command with arguments and input, and tells how it ended', async () => {
    const echo = script(
      `process.stdin.on('data', (data) => process.stdout.write(data)).on('end', () => { console.error(JSON.stringify(process.argv.slice(1))); process.exitCode = 3 })`,
    )
    const body = `return exec.run('echo', ['a b', '$HOME', '; rm -rf /', '"'], { input: 'h\u00e9' })`
    expect(await run({ commands: { echo } }, body)).toEqual({
      code: 3,
      signal: null,
      stdout: 'h\u00e9',
      stderr: '["a b","$HOME","; rm -rf /","\\""]\n',
    })
  })

  it('gives bytes where they are asked for', async () => {
    const bytes = script('process.stdout.write(Buffer.from([0, 255]))')
    const body = `const { stdout, stderr } = await exec.run('bytes', [], { encoding: 'buffer' }); return [[...stdout], stdout.toString('hex'), stderr.length]`
    expect(await run({ commands: { bytes } }, body)).toEqual([[0, 255], '00ff', 0])
  })

  it('finds programs by name in the PATH of the host', async () => {
    const folder = temporaryFolder({ hello: '#!/bin/sh\necho hello' })
    chmodSync(join(folder, 'hello'), 0o755)
    const { host } = bindNative(exec, { commands: ['hello', 'gone'] }, { environment: { PATH: `relative:${folder}` } })
    expect(await host.run?.('hello', [], options)).toMatchObject({ code: 0, stdout: 'hello\n' })
    expect(await failureIn(() => host.run?.('gone', [], options))).toMatchObject({ code: 'ENOENT', path: 'gone' })
  })

  it('gives commands the environment and the folder of the config, and nothing else', async () => {
    const cwd = temporaryFolder()
    const print = script('process.stdout.write(JSON.stringify([process.env, process.cwd()]))')
    const config = { commands: { print }, env: { A: '1' }, cwd }
    const body = `return JSON.parse((await exec.run('print')).stdout)`
    expect(await run(config, body)).toEqual([{ A: '1' }, cwd])
  })

  it.each([
    ["exec.run('rm', ['-rf', 'x'])", { code: 'EACCES', syscall: 'spawn', path: 'rm' }],
    ["exec.run('/bin/sh', ['-c', 'true'])", { code: 'EACCES', path: '/bin/sh' }],
    ["exec.run('__proto__')", { code: 'EACCES' }],
    ["exec.run('ok; true')", { code: 'EACCES' }],
    ["exec.run('missing')", { code: 'ENOENT', path: 'missing' }],
    ["exec.run('ok', ['a\\0b'])", { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' }],
    ["exec.run('ok', [5])", { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
    ["exec.run('ok', 'x')", { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
    ["exec.run('ok', [], { timeoutMs: 0 })", { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' }],
    ["exec.run('ok', [], { input: 5 })", { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
    ["exec.run('ok', [], { encoding: 'hex' })", { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
  ])('refuses %s', async (call, expected) => {
    const config = { commands: { ok: script(''), missing: { path: '/does/not/exist' } } }
    expect(await run(config, `return failure(() => ${call})`)).toMatchObject(expected)
  })

  it.each([
    ['that takes longer than the config allows', { timeoutMs: 3000 }, '', 'ETIMEDOUT'],
    ['that takes longer than the guest allows', {}, 'timeoutMs: 3000', 'ETIMEDOUT'],
    ['that writes too much', { outputKb: 16 }, '', 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'],
    ['that the guest calls off', {}, 'signal', 'ABORT_ERR'],
  ])('ends a command %s, with everything that it has started', async (_, config, given, code) => {
    const file = join(temporaryFolder(), 'ids')
    const end = code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' ? 'noise' : 'stay'
    const body = `const listeners = []; const signal = { aborted: false, addEventListener: (_, listener) => listeners.push(listener), removeEventListener: () => {} }
      const running = failure(() => exec.run('family', [${JSON.stringify(file)}, '${end}'], { ${given} }))
      if (${given === 'signal'}) { await exec.run('wait', [${JSON.stringify(file)}]); signal.aborted = true; listeners[0]() }
      return running`
    const wait = script(
      `(function look() { if (!require('node:fs').existsSync(process.argv[1])) setTimeout(look, 10) })()`,
    )
    const commands = { family: script(family), wait }
    expect(await run({ ...config, commands }, body)).toMatchObject({ code })
    const ids = JSON.parse(readFileSync(file, 'utf8')) as number[]
    await until(() => !ids.some(isAlive))
  })

  it('ends what a command has left behind', async () => {
    const file = join(temporaryFolder(), 'ids')
    const { host } = bindNative(exec, { commands: { family: script(family) } })
    expect(await host.run?.('family', [file, 'exit'], options)).toMatchObject({ code: 3 })
    const ids = JSON.parse(readFileSync(file, 'utf8')) as number[]
    await until(() => !ids.some(isAlive))
  })

  it.each(['abortCall', 'close'] as const)('C10 ends a command with %s, and rejects once it is gone', async (end) => {
    const file = join(temporaryFolder(), 'ids')
    const native = bindNative(exec, { commands: { family: script(family) } })
    const running = failureIn(() => native.host.run?.('family', [file, 'stay'], options))
    await until(() => existsSync(file))
    native[end]()
    expect(await running).toMatchObject({ code: 'ABORT_ERR' })
    const ids = JSON.parse(readFileSync(file, 'utf8')) as number[]
    await until(() => !ids.some(isAlive))
  })

  it('starts nothing under a signal that is aborted', async () => {
    const file = join(temporaryFolder(), 'made')
    const make = script(`require('node:fs').writeFileSync(process.argv[1], '')`)
    const native = bindNative(exec, { commands: { make } })
    native.close()
    expect(await failureIn(() => native.host.run?.('make', [file], options))).toMatchObject({ code: 'ABORT_ERR' })
    const signal = '{ aborted: true, reason: Object.assign(new Error("no"), { code: "MINE" }) }'
    const body = `return failure(() => exec.run('make', [${JSON.stringify(file)}], { signal: ${signal} }))`
    expect(await run({ commands: { make } }, body)).toMatchObject({ code: 'MINE' })
    expect(existsSync(file)).toBe(false)
  })

  it('is not stopped by a command that reads no input', async () => {
    const { host } = bindNative(exec, { commands: { deaf: script('process.stdin.destroy()') } })
    const input = new Uint8Array(2 ** 20)
    expect(await host.run?.('deaf', [], { ...options, input })).toMatchObject({ code: 0 })
  })

  it.each([
    [{}, 'config.commands must name the programs'],
    [{ commands: 'git' }, 'config.commands must name the programs'],
    [{ commands: [''] }, 'config.commands[0] must be the name of a program'],
    [{ commands: { a: {} } }, 'config.commands.a.path must be the path of a program'],
    [{ commands: { a: { path: 'a', args: [1] } } }, 'config.commands.a.args must be a list of texts'],
    [{ commands: { a: { path: 'a', shell: true } } }, 'config.commands.a has no member "shell"'],
    [{ commands: [], cwd: '/does/not/exist' }, 'config.cwd must be a folder'],
    [{ commands: [], env: { A: 1 } }, 'config.env must be a mapping of names to texts'],
    [{ commands: [], timeoutMs: '5' }, 'config.timeoutMs must be a whole number'],
  ])('refuses the config %j', (config, message) => {
    expect(() => bindNative(exec, config)).toThrow(message)
  })

  it('S05 declares what it exports, and names what may be run', async () => {
    const body = 'return [Object.keys(exec).sort(), exec.commands()]'
    expect(await run({ commands: ['b', 'a'] }, body)).toEqual([declaredNames(exec.declaration ?? ''), ['b', 'a']])
  })
})
