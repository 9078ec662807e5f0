import { build } from 'esbuild'
import { expect, it } from 'vitest'
import type { GuestBundle } from '../../../src/contract/guest.js'
import { defaultGuestLimits } from '../../../src/contract/guest.js'
import type { ActivatedProvider, PortCall } from '../../../src/contract/provider.js'
import { integrityOf } from '../../../src/engine/guest/verify-integrity.js'
import { appGuest, type GuestError } from '../../../src/engine.js'
import { workerVms } from '../../../src/host/node/guest-worker/worker-vms.js'
import { entry } from '../worker/open-worker-calls.js'

const files: Readonly<Record<string, string>> = {
  'guests/desk.ts': `import { refuse } from './rules.js'

interface Ticket { readonly title: string }

export default {
  'ticket.check': (input: Ticket) => {
    // Types and comments take lines that the bundle does not have.
    return refuse(input.title)
  },
  'ticket.later': async (input: Ticket) => {
    await null
    return refuse(input.title)
  },
}
`,
  'guests/rules.ts': `export type Refused = never

export function refuse(title: string): Refused {
  throw new TypeError(\`no: \${title}\`)
}
`,
}

async function bundleFiles(): Promise<Pick<GuestBundle, 'code' | 'map'>> {
  const read = (path: string): string => files[path] ?? ''
  const { outputFiles } = await build({
    entryPoints: ['guests/desk.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    sourcemap: 'external',
    outfile: 'desk.js',
    plugins: [
      {
        name: 'memory',
        setup(task) {
          task.onResolve({ filter: /.*/ }, ({ path }) => ({
            path: path.startsWith('./') ? `guests/${path.slice(2).replace('.js', '.ts')}` : path,
            namespace: 'memory',
          }))
          task.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => ({ contents: read(path), loader: 'ts' }))
        },
      },
    ],
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return { code: textOf('.js'), map: textOf('.map').replaceAll('memory:', '') }
}

async function failureOf(port: string, changes: Partial<GuestBundle>): Promise<GuestError> {
  const bundle: Omit<GuestBundle, 'integrity'> = {
    id: 'desk',
    source: './guests/desk.ts',
    provides: ['ticket.check', 'ticket.later'],
    requires: [],
    lifetime: 'call',
    isolation: 'inline',
    limits: { ...defaultGuestLimits, cpuMs: 500 },
    ...(await bundleFiles()),
    ...changes,
  }
  const provider: ActivatedProvider = await appGuest(
    { ...bundle, integrity: await integrityOf(bundle.code) },
    [],
    workerVms({ entry }),
  ).activate({
    id: 'desk',
    config: null,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    clock: { nowIso: () => '2026-01-01T00:00:00.000Z' },
    signal: new AbortController().signal,
    activated: () => undefined,
  } as never)
  const call = { principal: { subject: 'u1' }, ctx: {}, stepKey: 'k', signal: new AbortController().signal }
  try {
    const run = provider[port] as (input: unknown, call: PortCall) => Promise<unknown>
    return await run({ title: 'x' }, call as unknown as PortCall).then(
      () => expect.fail('it did not fail'),
      (error: GuestError) => error,
    )
  } finally {
    await provider.deactivate?.()
  }
}

const placesOf = ({ stack }: GuestError): readonly string[] =>
  stack.split('\n').flatMap((line) => /\((.*)\)/.exec(line)?.[1] ?? [])

it.each(['inline', 'worker'] as const)(
  'names the lines of the sources that a guest was bundled of, %s',
  async (isolation) => {
    expect(placesOf(await failureOf('ticket.check', { isolation }))).toEqual([
      expect.stringMatching(/^guests\/rules\.ts:4:\d+$/),
      expect.stringMatching(/^guests\/desk\.ts:8:\d+$/),
    ])
  },
)

it('names them for what fails later, and of a guest that is kept', async () => {
  const later = await failureOf('ticket.later', { lifetime: 'runtime' })
  expect(placesOf(later).map((place) => place.replace(/:\d+$/, ''))).toEqual(['guests/rules.ts:4', 'guests/desk.ts:12'])
})

it('names lines of the bundle, as its source, where there is no map', async () => {
  const failed = await failureOf('ticket.check', { map: null })
  const lines = (await bundleFiles()).code.split('\n')
  const [first = ''] = placesOf(failed)
  expect(first).toMatch(/^\.\/guests\/desk\.ts:\d+:\d+$/)
  expect(lines[Number(first.split(':')[1]) - 1]).toContain('throw new TypeError')
})

it('names the place of what fails while a guest loads', async () => {
  const code = '\nconst table = null\n\ntable.first\n'
  await expect(failureOf('ticket.check', { code, map: null })).rejects.toMatchObject({
    stack: expect.stringContaining('(./guests/desk.ts:4:'),
  })
})
