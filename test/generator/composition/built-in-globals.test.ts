import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { builtInModules } from '../../../generator/artifact/built-in-modules.js'
import { root } from '../../harness/source-files.js'

const natives = [...builtInModules].filter(([, { kind }]) => kind === 'native')

// A check knows them from a table, because it loads no module.
it.each(natives)('%s brings the globals that its module says', async (source, { globals }) => {
  const file = join(root, 'src/module', source.slice('tenon:'.length), 'index.ts')
  const { default: native } = await import(pathToFileURL(file).href)
  expect([...globals].sort()).toEqual(Object.keys(native.globals ?? {}).sort())
})
