import { expect, it } from 'vitest'
import type { Verb } from '../../generator/cli/parse-command-line.js'
import { findAnswerProblems } from '../harness/answer-schema.js'
import { runTenon } from '../harness/run-tenon.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const project = {
  'app.yaml': `app: { id: desk, name: Desk, tz: Europe/Berlin }
domain:
  actions:
    greet:
      effects: [compute]
      in: { name: text! }
      return: { text: { $expr: { var: input.name } } }
mutations:
  - { id: greet, in: { name: text! }, run: { actionId: greet, input: {} }, access: { roles: [authenticated] } }
scenarios:
  greets:
    context: { principal: { subject: u1 } }
    steps:
      - trigger: { mutation: greet, input: { name: Ann } }
  fails:
    context: { principal: { subject: u1 } }
    steps:
      - trigger: { mutation: greet, input: { name: Ann }, expect_status: rejected }
`,
  'modules.yaml': 'tenon: 1\nmodules: [{ id: store, kind: provider, source: "tenon:memory" }]\n',
  'main.ts': 'const sum: number = 1 + 1\n',
  'wrong.ts': "throw new Error('no')\n",
}

/** Command lines of each verb, with what it ends with. */
const lines: Readonly<Record<Verb, readonly (readonly [exitCode: number, ...args: readonly string[]])[]>> = {
  check: [[0], [0, '--fix']],
  generate: [[0], [1, '--check']],
  build: [[0]],
  invoke: [
    [0, 'mutation', 'greet', '--input', '{"name":"a"}', '--as', '{"subject":"u1"}'],
    [1, 'mutation', 'greet'],
  ],
  test: [[1]],
  run: [
    [0, 'main.ts'],
    [1, 'wrong.ts'],
  ],
  explain: [[0], [0, 'port_unbound_error']],
  graph: [[0]],
  lock: [[0], [1, '--check']],
  why: [[0, 'store']],
  doctor: [[0]],
  diff: [[0, '--against', '.']],
}

const runs = Object.entries(lines).flatMap(([verb, all]) =>
  all.map(([exitCode, ...args]) => ({ verb, args, exitCode })),
)

it.each(runs)('holds what $verb $args prints', async ({ verb, args, exitCode }) => {
  const ran = await runTenon(temporaryFolder(project), [verb, ...args, '--json'])
  expect(ran.exitCode, ran.error).toBe(exitCode)
  const document = JSON.parse(ran.out)
  expect(findAnswerProblems(document)).toEqual([])
  // The schema says something of this verb's result.
  if (document.result !== null) expect(findAnswerProblems({ ...document, result: { nothing: 1 } })).not.toEqual([])
})

const answer = {
  schemaVersion: 1,
  tool: { name: 'tenon', version: '0.1.0' },
  command: 'check',
  ok: true,
  diagnostics: [],
  summary: { errors: 0, warnings: 0 },
  result: null,
}

// The harness holds every other document that a test asks for, too.
it('takes an answer and refuses what is none', () => {
  expect(findAnswerProblems(answer)).toEqual([])
  expect(
    findAnswerProblems({ ...answer, command: null, ok: false, failure: { kind: 'usage', message: 'no' } }),
  ).toEqual([])
  expect(findAnswerProblems({ ...answer, command: 'a verb to come', result: { more: 1 } })).toEqual([])
  expect(findAnswerProblems({ ...answer, schemaVersion: 2 })).not.toEqual([])
  expect(findAnswerProblems({ ...answer, diagnostics: [{ code: 'x' }] })).not.toEqual([])
  expect(findAnswerProblems({ ...answer, result: { app: 'desk' } })).not.toEqual([])
  expect(findAnswerProblems({ ...answer, command: 'build', result: { app: 'desk' } })).not.toEqual([])
  expect(findAnswerProblems({ ...answer, failure: { kind: 'other', message: '' } })).not.toEqual([])
})
