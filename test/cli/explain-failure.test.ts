import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../generator/cli/explain-failure.js'
import { UsageFailure } from '../../generator/cli/usage-failure.js'
import { EnvironmentFailure } from '../../generator/diagnostic/environment-failure.js'

const context = { version: '1.2.3', command: 'build', isVerbose: false }

describe('what is thrown', () => {
  it('is a bug of ours unless it says otherwise, and its stack is shown only when it is asked for', () => {
    const bug = new Error('a binding names no module')
    const { exitCode, failure } = explainFailure(bug, context)
    expect(exitCode).toBe(3)
    expect(failure?.text).toMatch(
      /^tenon: this is a bug of Tenon, not of your project\. Please report it with these lines:\n {2}tenon 1\.2\.3, node /,
    )
    expect(failure?.text).toContain('\n  verb: build\n  a binding names no module\n')
    expect(failure?.text).not.toContain('    at ')
    expect(explainFailure(bug, { ...context, isVerbose: true }).failure?.text).toContain('    at ')
  })

  it('may be anything', () => {
    for (const thrown of [undefined, null, 'text', 7, { message: 'x' }])
      expect(explainFailure(thrown, context).exitCode).toBe(3)
  })

  it('is usage or the environment where it says so', () => {
    expect(explainFailure(new UsageFailure('no such flag'), context)).toMatchObject({
      exitCode: 2,
      failure: { kind: 'usage', text: 'tenon: no such flag\nTry "tenon --help".\n' },
    })
    expect(explainFailure(new EnvironmentFailure('the disk is full'), context)).toMatchObject({
      exitCode: 4,
      failure: { kind: 'environment', text: 'tenon: the disk is full\n' },
    })
  })
})
