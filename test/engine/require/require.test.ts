import { describe, expect, it } from 'vitest'
import { openModules } from './open-modules.js'

describe('files in the VM', () => {
  it('Q04 runs a source file with exports', async () => {
    const files = { '/app/sum.js': 'exports.of = (a, b) => a + b', '/app/one.js': 'module.exports = 1' }
    const { run } = await openModules({ files })
    expect(run('require("./sum").of(require("./one"), 2)')).toBe(3)
  })
})
