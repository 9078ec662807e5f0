import { describe, expect, it } from 'vitest'
import { printJunit } from '../../generator/cli/scenario/print-junit.js'
import { plain } from '../../generator/diagnostic/paint.js'
import { sourceTexts } from '../../generator/diagnostic/source-texts.js'
import type { ScenarioRun, SuiteReport } from '../../src/testing.js'
import { type Element, parseXml } from './parse-xml.js'

const printing = { suite: { personas: [], scenarios: [] }, texts: sourceTexts([]), paint: plain, folder: '' }

function failed(scenarioId: string, message: string): ScenarioRun {
  const error = { code: 'scenario_guard_error', message, step: 0, place: null, path: 'scenarios.a' } as const
  return { scenarioId, ok: false, stepResults: [], captures: {}, lockSnapshot: {}, error }
}

function casesOf(report: SuiteReport): readonly Element[] {
  const document = parseXml(printJunit('desk', report, printing))
  expect(document.name).toBe('testsuites')
  const [suite] = document.elements
  expect(suite?.attributes).toMatchObject({ name: 'desk', tests: String(report.runs.length) })
  return suite?.elements ?? []
}

describe('the report for build machines', () => {
  it('is a document without a test, too', () => {
    expect(casesOf({ ok: true, selectedScenarioIds: [], runs: [] })).toEqual([])
  })

  it('has a case for each scenario, and what is wrong with it', () => {
    const passed: ScenarioRun = { scenarioId: 'a', ok: true, stepResults: [], captures: {}, lockSnapshot: {} }
    const [fine, wrong] = casesOf({ ok: false, selectedScenarioIds: ['a', 'b'], runs: [passed, failed('b', 'No.')] })
    expect(fine).toEqual({ name: 'testcase', attributes: { classname: 'desk', name: 'a' }, elements: [], text: '' })
    expect(wrong?.elements).toEqual([
      {
        name: 'failure',
        attributes: { type: 'scenario_guard_error', message: 'No.' },
        elements: [],
        text: 'scenario_guard_error: step 1: No.',
      },
    ])
  })

  it.each([
    ['what XML reads as its own', `<a href="x">&amp; ]]> 'b' </a>`, `<a href="x">&amp; ]]> 'b' </a>`],
    ['text of every plane', 'Grüße 你好 🖨', 'Grüße 你好 🖨'],
    ['what XML cannot hold', 'a\u0000b\u001bc\ufffed\ud800e', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
  ])('holds %s', (_, message, expected) => {
    const [found] = casesOf({ ok: false, selectedScenarioIds: ['a'], runs: [failed('a', message)] })
    expect(found?.elements[0]?.attributes.message).toBe(expected)
  })
})

describe('the check of XML', () => {
  it.each(['<a>', '<a></b>', '<a b=c/>', '<a b="<"/>', '<a>&x;</a>', '<a>&</a>', '<a/><b/>', 'a', '<a>\u0001</a>'])(
    'refuses %s',
    (text) => {
      expect(() => parseXml(text)).toThrow('no XML')
    },
  )
})
