import { describe, expect, it } from 'vitest'
import { pickIncluded } from '../../../generator/1-read/pick-included.js'
import { findIncludes } from '../../../generator/2-parse/find-includes.js'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { SpecSyntax } from '../../../generator/artifact/documents.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'
import { head } from './tell.js'

type Files = Readonly<Record<string, string>>

const manifest = { path: 'modules.yaml', text: 'tenon: 1' }

/** Parses `app.yaml` among other files. */
function parseFiles(files: Files): Outcome<SpecSyntax> {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }))
  const spec = texts.find(({ path }) => path === 'app.yaml') ?? { path: 'app.yaml', text: '' }
  const others = texts.filter((file) => file !== spec)
  return parseSpec(spec, { included: pickIncluded(spec, others, findIncludes), manifest })
}

/** The syntax of a spec that is right. */
function readFiles(files: Files): SpecSyntax {
  const outcome = parseFiles(files)
  expect(outcome.diagnostics).toEqual([])
  if (!outcome.ok) throw new Error('it was not read')
  return outcome.value
}

/** What is found in a spec, each with its file and the line in it. */
function tellFiles(files: Files): readonly string[] {
  const place = ({ at }: Pick<Diagnostic, 'at'>): string => {
    const text = files[at.file] ?? ''
    return `${at.file}:${text.slice(0, at.start).split('\n').length} ${text.slice(at.start, at.end).split('\n')[0]}`
  }
  return parseFiles(files).diagnostics.map((found) => {
    const related = found.related.map((other) => ` [${other.note}: ${place(other)}]`).join('')
    const hint = found.hint === null ? '' : ` (${found.hint})`
    return `${place(found)} | ${found.code} ${found.path}: ${found.message}${hint}${related}`
  })
}

const query = (id: string) => `queries: [{ id: ${id}, in: {}, returns: { projection: p } }]\n`
const collection = (id: string) => `domain: { collections: { ${id}: { fields: { title: text } } } }\n`

describe('the files of a spec', () => {
  it('follow each other: a file, then those that it includes', () => {
    const { files, queries } = readFiles({
      'app.yaml': `${head}include: [b/*.yaml, a.yaml]\n${query('root')}`,
      'a.yaml': query('a'),
      'b/2.yaml': query('b2'),
      'b/1.yaml': `include: [deep/x.yaml]\n${query('b1')}`,
      'b/deep/x.yaml': query('x'),
    })
    expect(files).toEqual(['app.yaml', 'b/1.yaml', 'b/deep/x.yaml', 'b/2.yaml', 'a.yaml'])
    expect(queries.map(({ id }) => id.text)).toEqual(['root', 'b1', 'x', 'b2', 'a'])
  })

  it('stand by code unit where one pattern means several', () => {
    const names = ['b.yaml', 'B.yaml', 'a-b/c.yaml', 'a/c.yaml', 'é.yaml', '10.yaml', '9.yaml']
    const others = Object.fromEntries(names.map((name) => [name, 'x-note: 1']))
    const { files } = readFiles({ 'app.yaml': `${head}include: ["**/*.yaml"]`, ...others })
    expect(files).toEqual(['app.yaml', '10.yaml', '9.yaml', 'B.yaml', 'a-b/c.yaml', 'a/c.yaml', 'b.yaml', 'é.yaml'])
  })

  it('are each read once, by whichever way they are reached', () => {
    const { files, queries } = readFiles({
      'app.yaml': `${head}include: [a.yaml, b.yaml, "./a.yaml", "*.yaml", x/../both.yaml]`,
      'a.yaml': 'include: [both.yaml]',
      'b.yaml': 'include: [both.yaml]',
      'both.yaml': query('once'),
    })
    expect(files).toEqual(['app.yaml', 'a.yaml', 'both.yaml', 'b.yaml'])
    expect(queries).toHaveLength(1)
  })

  it('are found relative to the file that names them', () => {
    const { files } = readFiles({
      'app.yaml': `${head}include: [domain/index.yaml]`,
      'domain/index.yaml': 'include: [tickets/*.yaml, ../access.yaml]',
      'domain/tickets/one.yaml': collection('one'),
      'access.yaml': 'access: { default_policy: allow, roles: {} }',
    })
    expect(files).toEqual(['app.yaml', 'domain/index.yaml', 'domain/tickets/one.yaml', 'access.yaml'])
  })

  it('need no app but the first, and may have sections in any of them', () => {
    const { access, collections, at } = readFiles({
      'app.yaml': `${head}include: [a.yaml, b.yaml]\naccess: { default_policy: allow }\n`,
      'a.yaml': `${collection('tickets')}access: { roles: { agent: {} } }`,
      'b.yaml': `${collection('agents')}access: { roles: { lead: {} } }`,
    })
    expect(at.file).toBe('app.yaml')
    expect(access.defaultPolicy).toBe('allow')
    expect(access.roles.map(({ name }) => name.text)).toEqual(['agent', 'lead'])
    expect(collections.map(({ name }) => `${name.at.file} ${name.text}`)).toEqual(['a.yaml tickets', 'b.yaml agents'])
  })
})

describe('a pattern', () => {
  const matching = (pattern: string, names: readonly string[]): readonly string[] => {
    const others = Object.fromEntries(names.map((name) => [name, 'x-note: 1']))
    return readFiles({ 'app.yaml': `${head}include: ["${pattern}"]`, ...others }).files.slice(1)
  }
  const names = ['a.yaml', 'a.yml', 'd/a.yaml', 'd/e/a.yaml', 'd/e/f/b.yaml', '.h.yaml', 'd/.h/a.yaml', 'd/ab.yaml']

  it.each([
    ['*.yaml', ['a.yaml']],
    ['*.y*ml', ['a.yaml', 'a.yml']],
    ['.*.yaml', ['.h.yaml']],
    ['*/a.yaml', ['d/a.yaml']],
    ['d/?.yaml', ['d/a.yaml']],
    ['d/*', ['d/a.yaml', 'd/ab.yaml']],
    ['d/*/a.yaml', ['d/e/a.yaml']],
    ['**/a.yaml', ['a.yaml', 'd/a.yaml', 'd/e/a.yaml']],
    ['d/**/*.yaml', ['d/a.yaml', 'd/ab.yaml', 'd/e/a.yaml', 'd/e/f/b.yaml']],
    ['d/e/**', ['d/e/a.yaml', 'd/e/f/b.yaml']],
    ['./d/../a.y?ml', ['a.yaml']],
  ])('%s', (pattern, expected) => {
    expect(matching(pattern, names)).toEqual(expected)
  })

  it('takes everything else for itself', () => {
    expect(matching('a+b(c)|$^.*', ['a+b(c)|$^.yaml', 'aab(c)|$^.yaml'])).toEqual(['a+b(c)|$^.yaml'])
  })

  it('means neither the file that it stands in nor the manifest', () => {
    expect(matching('*.yaml', ['a.yaml', 'modules.yaml'])).toEqual(['a.yaml'])
    const { files } = readFiles({
      'app.yaml': `${head}include: [domain/index.yaml]`,
      'domain/index.yaml': 'include: ["*.yaml"]',
      'domain/a.yaml': 'x-note: 1',
    })
    expect(files).toEqual(['app.yaml', 'domain/index.yaml', 'domain/a.yaml'])
  })
})

describe('the whole document', () => {
  const whole = `${head}x-note: 1
domain:
  x-of: domain
  collections: { tickets: { fields: { title: text } }, agents: { fields: {} } }
  signals: { custom: { a.b: { payload: {} }, c.d: { payload: {} } } }
queries:
  - { id: one, in: {}, returns: { projection: p } }
  - { id: two, in: {}, returns: { projection: p } }
access: { default_policy: deny, roles: { agent: {} } }
`
  const parts = {
    'app.yaml': `${head}include: [domain/*.yaml]\ndomain: { x-of: domain, signals: { custom: { c.d: { payload: {} } } } }\n`,
    'domain/a.yaml': `x-note: 1\ndomain: { collections: { agents: { fields: {} } }, signals: { custom: { a.b: { payload: {} } } } }\n${query('one')}`,
    'domain/b.yaml': `${query('two')}domain: { collections: { tickets: { fields: { title: text } } } }\naccess: { roles: { agent: {} } }\n`,
    'domain/c.yaml': 'access: { default_policy: deny }\n',
  }

  it('is what it would be in one file, so that its hash is', () => {
    expect(readFiles(parts).json).toEqual(readFiles({ 'app.yaml': whole }).json)
  })

  it('keeps the notes that several files have, all of them', () => {
    const { json } = readFiles({
      'app.yaml': `${head}x-owner: desk\ninclude: [a.yaml]`,
      'a.yaml': 'x-owner: { team: web }\nx-more: ~',
    })
    expect(json).toEqual({
      app: { id: 'desk', name: 'Desk', tz: 'UTC' },
      'x-owner': ['desk', { team: 'web' }],
      'x-more': null,
    })
  })

  it('has each place in its own file', () => {
    const { queries } = readFiles(parts)
    expect(queries.map(({ at }) => at.file)).toEqual(['domain/a.yaml', 'domain/b.yaml'])
  })
})

describe('what is wrong with an include', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'no such file',
      { 'app.yaml': `${head}include:\n  - domain/tickts.yaml\n`, 'domain/tickets.yaml': '' },
      [
        'app.yaml:3 domain/tickts.yaml | spec_reference_not_found_error include.0: there is no file "domain/tickts.yaml" (did you mean "domain/tickets.yaml"?)',
      ],
    ],
    [
      'a pattern without a match',
      { 'app.yaml': `${head}include: [domain/*.yml]\n`, 'domain/tickets.yaml': '' },
      [
        'app.yaml:2 domain/*.yml | spec_reference_not_found_error include.0: there is no file that matches "domain/*.yml" (there is "domain/tickets.yaml")',
      ],
    ],
    [
      'a file that includes itself',
      { 'app.yaml': `${head}include: [./app.yaml]\n` },
      ['app.yaml:2 ./app.yaml | spec_contract_conflict_error include.0: "app.yaml" includes itself'],
    ],
    [
      'a circle',
      {
        'app.yaml': `${head}include: [a.yaml]\n`,
        'a.yaml': 'x-note: 1\ninclude: [b/b.yaml]',
        'b/b.yaml': 'include:\n  - ../a.yaml',
      },
      [
        'b/b.yaml:2 ../a.yaml | spec_contract_conflict_error include.0: files include each other in a circle: "a.yaml" → "b/b.yaml" → "a.yaml" ["b/b.yaml" is included here: a.yaml:2 b/b.yaml]',
      ],
    ],
    [
      'a way out of the project',
      { 'app.yaml': `${head}include: [../common/*.yaml, a/../../b.yaml]\n` },
      [
        'app.yaml:2 ../common/*.yaml | authoring_spec_invalid include.0: "../common/*.yaml" leads out of the project, and all that is included lies within it',
        'app.yaml:2 a/../../b.yaml | authoring_spec_invalid include.1: "a/../../b.yaml" leads out of the project, and all that is included lies within it',
      ],
    ],
    [
      'what is no path',
      { 'app.yaml': `${head}include: [/etc/app.yaml, 'a\\b.yaml', '{a,b}.yaml', '!a.yaml', 3, '']\n` },
      ['/etc/app.yaml', 'a\\b.yaml', '{a,b}.yaml', '!a.yaml', 3, ''].map((entry, index) => {
        const shown = typeof entry === 'number' ? `${entry}` : `'${entry}'`
        const said = typeof entry === 'number' ? `the number ${entry}` : `the text ${JSON.stringify(entry)}`
        const hint = typeof entry === 'number' ? ' (write it in quotes)' : ''
        const place = index === 0 ? entry : shown
        return `app.yaml:2 ${place} | authoring_spec_invalid include.${index}: an entry of "include" must be a path with forward slashes, relative to this file, in which * and ** may stand, such as domain/*.yaml, not ${said}${hint}`
      }),
    ],
  ])('%s', (_, files, expected) => {
    expect(tellFiles(files)).toEqual(expected)
  })

  it('is told in an included file, too', () => {
    const files = { 'app.yaml': `${head}include: [d/a.yaml]\n`, 'd/a.yaml': 'include: b.yaml\n' }
    expect(tellFiles(files)).toEqual([
      'd/a.yaml:1 b.yaml | authoring_spec_invalid include: "include" must be a list of files, not the text "b.yaml"',
    ])
  })

  it('is told with the folder that was meant', () => {
    const spec = { path: 'app.yaml', text: `${head}include: [domain, domian/a.yaml, none/*.yaml, domain/b/c.yaml]\n` }
    const included = { files: [], nearby: ['app.yaml', 'domain/', 'domain/a.yaml'] }
    const { diagnostics } = parseSpec(spec, { included, manifest: null })
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      'it is a folder; "domain/*.yaml" includes the files in it',
      'there is no folder "domian"; did you mean "domain"?',
      'there is no folder "none"',
      'there is no folder "domain/b"',
    ])
  })

  it('is told where no files were handed in', () => {
    const { diagnostics } = parseSpec({ path: 'app.yaml', text: `${head}include: [a.yaml]\n` })
    expect(diagnostics.map(({ code, hint }) => `${code}: ${hint}`)).toEqual([
      'spec_reference_not_found_error: files that are included are handed in with the text: defineApp({ yaml, files })',
    ])
  })
})

describe('what two files cannot both say', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'the app',
      { 'app.yaml': `${head}include: [a.yaml]\n`, 'a.yaml': '\napp: { id: other, name: Other, tz: UTC }' },
      [
        'a.yaml:2 app | spec_contract_conflict_error app: "app" is given in two files, and a spec has one [first given here: app.yaml:1 app]',
      ],
    ],
    [
      'the default policy',
      {
        'app.yaml': `${head}include: [a.yaml, b.yaml]\naccess: { default_policy: deny, roles: {} }`,
        'a.yaml': 'access: { default_policy: allow }',
        'b.yaml': 'access: { default_policy: deny }',
      },
      [
        'a.yaml:1 default_policy | spec_contract_conflict_error access.default_policy: "default_policy" is given in two files, and a spec has one [first given here: app.yaml:3 default_policy]',
        'b.yaml:1 default_policy | spec_contract_conflict_error access.default_policy: "default_policy" is given in two files, and a spec has one [first given here: app.yaml:3 default_policy]',
      ],
    ],
    [
      'one id in a section',
      {
        'app.yaml': `${head}include: [a.yaml]\n${collection('tickets')}access: { default_policy: deny, roles: { agent: {} } }`,
        'a.yaml': `${collection('tickets')}access: { roles: { agent: {} } }`,
      },
      [
        'a.yaml:1 tickets | spec_duplicate_id_error domain.collections.tickets: the collection "tickets" is declared twice [first declared here: app.yaml:3 tickets]',
        'a.yaml:2 agent | spec_duplicate_id_error access.roles.agent: the role "agent" is declared twice [first declared here: app.yaml:4 agent]',
      ],
    ],
  ])('%s', (_, files, expected) => {
    expect(tellFiles(files)).toEqual(expected)
  })

  it.each([
    ['collections', 'collection', '{ fields: {} }'],
    ['capabilities', 'capability', '{ in: {}, out: {} }'],
    ['actions', 'action', '{}'],
    [
      'projections',
      'projection',
      '{ strategy: from_collection, collection: c, sort: { default_by: id }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 1 } }',
    ],
  ])('an id of %s', (section, one, value) => {
    const text = `domain: { ${section}: { same: ${value} } }`
    expect(tellFiles({ 'app.yaml': `${head}include: [a.yaml]\n${text}`, 'a.yaml': text })).toEqual([
      `a.yaml:1 same | spec_duplicate_id_error domain.${section}.same: the ${one} "same" is declared twice [first declared here: app.yaml:3 same]`,
    ])
  })
})

describe('mistakes in several files', () => {
  it('are all found in one run, each in its file, with its place in the whole document', () => {
    const files = {
      'app.yaml': `${head}include: [a.yaml, b.yaml, c.yaml]\nqueries: [{ id: q }]\nquerys: red\n`,
      'a.yaml': 'queries: [{ id: r, in: {}, returns: { projection: p }, acces: 1 }]\nquerys: blue\n',
      'b.yaml': 'queries: {}\ndomain: { actions: [a] }\n',
      'c.yaml': 'domain: { actions: { a: 1 } }\napp: 2\n',
    }
    expect(tellFiles(files)).toEqual([
      'c.yaml:2 app | spec_contract_conflict_error app: "app" is given in two files, and a spec has one [first given here: app.yaml:1 app]',
      'app.yaml:4 querys | spec_unknown_key_error querys: the app spec has no key "querys" (did you mean "queries"?)',
      'a.yaml:2 querys | spec_unknown_key_error querys: the app spec has no key "querys" (did you mean "queries"?)',
      'app.yaml:3 { id: q } | authoring_spec_invalid queries.0: a query needs the key "in"',
      'app.yaml:3 { id: q } | authoring_spec_invalid queries.0: a query needs the key "returns"',
      'a.yaml:1 acces | spec_unknown_key_error queries.1.acces: a query has no key "acces" (did you mean "access"?)',
      'b.yaml:1 {} | authoring_spec_invalid queries: "queries" must be a list of queries, not a mapping',
      'c.yaml:1 1 | authoring_spec_invalid domain.actions.a: "a" must be a mapping, not the number 1',
      'b.yaml:2 [a] | authoring_spec_invalid domain.actions: "actions" must be a mapping of actions, not a list of 1',
    ])
  })

  it('are told alike where they stand at one offset of two files', () => {
    const files = { 'app.yaml': `${head}include: [a.yaml, b.yaml]\n`, 'a.yaml': 'queries: 1', 'b.yaml': 'queries: 1' }
    expect(tellFiles(files)).toHaveLength(2)
  })

  it('are not followed by what a broken file may hold', () => {
    const files = {
      'app.yaml': `${head}include: [broken.yaml, list.yaml, empty.yaml]\naccess: { roles: {} }\n`,
      'broken.yaml': 'access: { default_policy: "deny }',
      'list.yaml': '- 1',
      'empty.yaml': '# nothing yet',
    }
    expect(tellFiles(files).map((line) => line.replace(/:.*/s, ''))).toEqual(['broken.yaml', 'list.yaml', 'empty.yaml'])
  })

  it('leave out what depends on the root file where that is broken', () => {
    const files = { 'app.yaml': 'include: [a.yaml', 'a.yaml': 'queries: 1' }
    expect(tellFiles(files)).toHaveLength(1)
  })

  it('include what no file gives', () => {
    const files = { 'app.yaml': 'include: [a.yaml]\naccess: { roles: {} }\n', 'a.yaml': query('q') }
    expect(tellFiles(files)).toEqual([
      'app.yaml:1 include: [a.yaml] | authoring_spec_invalid $: the app spec needs the key "app"',
      'app.yaml:2 { roles: {} } | authoring_spec_invalid access: the access section needs the key "default_policy"',
    ])
  })
})

it('follows a chain of thousands of files', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => [`f${index}.yaml`, `include: [f${index + 1}.yaml]\n`])
  const files = { 'app.yaml': `${head}include: [f0.yaml]`, ...Object.fromEntries(chain), 'f5000.yaml': query('last') }
  expect(tellFiles(files)).toEqual([])
})
