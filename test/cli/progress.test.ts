import { expect, it } from 'vitest'
import type { Console } from '../../generator/cli/console.js'
import { startProgress } from '../../generator/cli/progress.js'
import { readSettings } from '../../generator/cli/settings.js'

async function show(
  environment: Console['environment'],
  isTerminal: boolean,
  flags: { quiet?: true; verbose?: true } = {},
): Promise<string> {
  const printed: string[] = []
  const output = {
    write: async (text: string) => {
      printed.push(text)
    },
    isTerminal,
  }
  let clock = 0
  const elapsed = () => {
    clock += 7
    return clock
  }
  const console = { out: output, error: output, environment, directory: '/', readInput: async () => '', elapsed }
  const progress = startProgress(console, readSettings(flags, console))
  await progress.phase('read')
  await progress.phase('bundle')
  await progress.end()
  await progress.end()
  return printed.join('')
}

it('is one line that changes on a terminal, and is gone at the end', async () => {
  expect(await show({}, true)).toBe('\r\u001b[Ktenon: read …\r\u001b[Ktenon: bundle …\r\u001b[K\r\u001b[K')
})

it.each(['1', 'true', 'yes'])('is a line for each phase where CI is %s', async (CI) => {
  expect(await show({ CI }, true)).toBe('tenon: read 7 ms\ntenon: bundle 7 ms\n')
  expect(await show({ CI }, false)).toBe('tenon: read 7 ms\ntenon: bundle 7 ms\n')
})

it.each(['', '0', 'false'])('takes CI=%j for no build machine', async (CI) => {
  expect(await show({ CI }, false)).toBe('')
})

it('is silent where nobody reads it, and where it is asked to be', async () => {
  expect(await show({}, false)).toBe('')
  expect(await show({ CI: '1' }, true, { quiet: true })).toBe('')
  expect(await show({}, false, { verbose: true })).toBe('tenon: read 7 ms\ntenon: bundle 7 ms\n')
})
