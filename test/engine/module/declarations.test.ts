import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NativeModule } from '../../../src/contract/native.js'
import { buffer } from '../../../src/module/buffer/index.js'
import { console as guestConsole } from '../../../src/module/console/index.js'
import { crypto } from '../../../src/module/crypto/index.js'
import { events } from '../../../src/module/events/index.js'
import { path } from '../../../src/module/path/index.js'
import { time } from '../../../src/module/time/index.js'
import { timers } from '../../../src/module/timers/index.js'
import { url } from '../../../src/module/url/index.js'
import { util } from '../../../src/module/util/index.js'
import { yaml } from '../../../src/module/yaml/index.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const natives: readonly NativeModule<never, object>[] = [
  buffer,
  guestConsole,
  crypto,
  events,
  path,
  time,
  timers,
  url,
  util,
  yaml,
]

const guestSource = `
import { Buffer } from 'buffer'
import console, { log } from 'console'
import crypto, { createHash } from 'crypto'
import EventEmitter, { once } from 'events'
import path, { join } from 'path'
import { performance, since } from 'time'
import timers, { promises, setTimeout, sleep } from 'timers'
import { URL, URLSearchParams } from 'url'
import util, { format, inspect, isDeepStrictEqual, types } from 'util'
import yaml from 'yaml'

const digest: string = createHash('sha256').update(Buffer.from('a')).digest('hex')
const bytes: Buffer = crypto.randomBytes(4)
class Door extends EventEmitter {}
const door = new Door().on('open', (by: string, times: number) => log(by, times))
const next: Promise<unknown[]> = once(door, 'open')
const timer = setTimeout((name: string) => console.log(name), 10, 'x')
timers.clearTimeout(timer.unref())
const slept: Promise<number> = sleep(1, 5)
const waited: Promise<string> = promises.setTimeout(1, 'a')
const known: unknown = yaml.parse('a: 1')
const where: string = new URL('http://a').searchParams.get('a') ?? path.posix.join('a', join('b'))
const texts: string[] = [format('%s', 1), inspect(known), new URLSearchParams('a=1').toString(), util.format(1)]
const elapsed: number = since(performance.now())
if (types.isMap(known)) known.size
isDeepStrictEqual(digest, bytes)
export { elapsed, next, slept, texts, waited, where }

// @ts-expect-error a number is no path
path.join(1)
// @ts-expect-error there is no such export
import { nothing } from 'path'
// @ts-expect-error the argument of the callback is a text
setTimeout((given: number) => given, 1, 'x')
// @ts-expect-error there is no such option
yaml.stringify({}, { indnt: 2 })
// @ts-expect-error no encoding of that name
Buffer.from('a', 'none')
`

const root = fileURLToPath(new URL('../../..', import.meta.url))

const options = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ES2022',
    moduleResolution: 'bundler',
    lib: ['ES2023'],
    types: [],
    strict: true,
    noEmit: true,
  },
}

function check(declarations: Readonly<Record<string, string>>, source: string): string {
  const modules = Object.entries(declarations).map(([name, body]) => `declare module '${name}' {\n${body}\n}\n`)
  const folder = temporaryFolder({
    'tsconfig.json': JSON.stringify(options),
    'natives.d.ts': modules.join('\n'),
    'guest.ts': source,
  })
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  return spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' }).stdout
}

describe('the declarations of natives', () => {
  const declarations = Object.fromEntries(natives.map(({ name, declaration = '' }) => [name, declaration]))

  it('are right by themselves, and hold guest code to them', () => {
    expect(check(declarations, guestSource)).toBe('')
  })

  it('say what globals are, by the name of an export', () => {
    const globals = natives.flatMap(({ name, globals = {} }) =>
      Object.entries(globals).map(([global, exported]) => ({ name, global, exported })),
    )
    const lines = globals
      .filter(({ global }) => global !== 'console')
      .map(({ name, global, exported }) => `export type ${global}Type = typeof import('${name}').${exported}`)
    expect(lines.length).toBeGreaterThan(10)
    expect(check(declarations, lines.join('\n'))).toBe('')
  })
})
