import { describe, expect, it } from 'vitest'
import { moduleRoots } from '../../../src/engine/require/module-roots.js'
import { memoryLoader } from '../../../src/resolve/memory-loader.js'
import { nativeNames } from '../../../src/resolve/native-names.js'
import { resolve } from '../../../src/resolve/resolve.js'

describe('module roots', () => {
  it('P01 are the folder of the script, the one above, and their node_modules', () => {
    expect(moduleRoots('/app/scripts/main.js')).toEqual([
      '/app/scripts',
      '/app',
      '/app/scripts/node_modules',
      '/app/node_modules',
    ])
  })

  it('P02 hold each folder once, the first place counts', () => {
    const extra = ['/app', './node_modules', ' /app/../opt/ ', '/opt', '..']
    expect(moduleRoots('/app/scripts/main.js', { extra })).toEqual([
      '/app/scripts',
      '/app',
      '/app/scripts/node_modules',
      '/app/node_modules',
      '/opt',
    ])
    expect(moduleRoots('/main.js')).toEqual(['/', '/node_modules'])
  })

  it('P03 sees relative extras from the folder of the script, whatever the root is', () => {
    const options = { extra: ['lib', '../tools'], scriptDir: false, parentDir: false }
    expect(moduleRoots('/app/scripts/main.js', { ...options, root: '/elsewhere' })).toEqual([
      '/app/scripts/lib',
      '/app/tools',
    ])
    expect(moduleRoots('scripts/main.js', { ...options, root: '/home' })).toEqual(['/home/scripts/lib', '/home/tools'])
  })

  it('P03 adds node_modules of included folders alone', () => {
    expect(moduleRoots('/a/b/c.js', { parentDir: false })).toEqual(['/a/b', '/a/b/node_modules'])
    expect(moduleRoots('/a/b/c.js', { scriptDir: false })).toEqual(['/a', '/a/node_modules'])
    expect(moduleRoots('/a/b/c.js', { nodeModules: false })).toEqual(['/a/b', '/a'])
    expect(moduleRoots('/a/b/c.js', { scriptDir: false, parentDir: false })).toEqual([])
  })

  it('P04 lead a module that was found through them to others', () => {
    const files = {
      '/app/lib/tool.js': '',
      '/app/lib/deep/part.js': '',
      '/app/node_modules/dep/index.js': '',
      '/other/main.js': '',
    }
    const options = {
      loader: memoryLoader(files),
      natives: nativeNames([]),
      kind: 'require' as const,
      globalFolders: moduleRoots('/app/scripts/main.js', { extra: ['../lib'] }),
    }
    expect(resolve('tool', '/other/main.js', options)).toMatchObject({ id: '/app/lib/tool.js' })
    expect(resolve('deep/part', '/app/lib/tool.js', options)).toMatchObject({ id: '/app/lib/deep/part.js' })
    expect(resolve('dep', '/other/main.js', options)).toMatchObject({ id: '/app/node_modules/dep/index.js' })
  })

  it.each([
    ['', {}, 'the script is blank'],
    ['  ', {}, 'the script is blank'],
    [undefined as unknown as string, {}, 'the script is no path (undefined)'],
    ['/a.js', { extra: ['lib', ' '] }, 'the extra folder at position 1 is blank'],
    ['/a.js', { extra: [7 as unknown as string] }, 'the extra folder at position 0 is no path (number)'],
  ])('tell what is no path: %j %j', (script, options, text) => {
    expect(() => moduleRoots(script, options)).toThrow(
      expect.objectContaining({ code: 'ERR_SPEC_INVALID', message: expect.stringContaining(text) }),
    )
  })
})
