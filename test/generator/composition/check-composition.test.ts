import { describe, expect, it } from 'vitest'
import { parseManifest } from '../../../generator/2-parse/parse-manifest.js'
import { checkComposition } from '../../../generator/3-check/check-composition.js'
import type { CheckedComposition, PortFacts } from '../../../generator/artifact/checked-composition.js'
import type { ModuleSource } from '../../../generator/artifact/source-set.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'

const found: ModuleSource = {
  kind: 'found',
  specifier: 'x.ts',
  version: null,
  integrity: 'sha256-x',
  hasDefaultExport: true,
}

/** The ports of an app: `mail.send` and `sms.send` are declared by it; those in `needed` are reached. */
function facts(needed: readonly string[]): PortFacts {
  const spec = (start: number) => ({ file: 'app.yaml', start, end: start + 4 })
  return {
    declared: [
      { port: 'collections.read', version: '1.0.0', at: null },
      { port: 'collections.write', version: '1.0.0', at: null },
      { port: 'ids.generate', version: '1.0.0', at: null },
      { port: 'mail.send', version: '1.2.0', at: spec(10) },
      { port: 'session.read', version: '1.0.0', at: null },
      { port: 'session.write', version: '1.0.0', at: null },
      { port: 'sms.send', version: '1.0.0', at: spec(20) },
    ],
    needs: needed.map((reference, index) => {
      const [port = '', version = ''] = reference.split('@')
      const at = spec(100 + 10 * index)
      return {
        port,
        version,
        isOptional: false,
        at,
        neededBy: [{ kind: 'action', id: 'desk.reply' }],
        reachedFrom: ['mutation "reply"'],
      }
    }),
  }
}

function compose(
  modules: string,
  needed: readonly string[],
  sources: Readonly<Record<string, ModuleSource>> = {},
): Outcome<CheckedComposition> {
  const manifest = parseManifest({ path: 'modules.yaml', text: `tenon: 1\n${modules}` })
  if (!manifest.ok) throw new Error(JSON.stringify(manifest.diagnostics))
  const known = manifest.value.modules.map(({ source: { text } }) => [text, sources[text] ?? found] as const)
  return checkComposition(frozen(manifest.value), { modules: new Map(known), installed: [] }, frozen(facts(needed)))
}

/** Phases change nothing that they are given. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(Object.freeze(value))) frozen(member)
  return value
}

/** The codes with their messages, in the order in which the rules run. */
function messages(...given: Parameters<typeof compose>): string[] {
  return compose(...given).diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

const store = '  - { id: store, kind: provider, source: "tenon:sqlite", config: { file: ./a.db } }\n'
const mail = '  - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@1.2.0] }\n'
const list = (...lines: string[]): string => `modules:\n${lines.join('')}`
const needsStore = ['collections.read@1.0.0', 'collections.write@1.0.0']

describe('a composition that fits', () => {
  it('binds every needed port, in code-unit order, and keeps modules as they stand', () => {
    const checked = compose(list(mail, store), ['mail.send@1.2.0', ...needsStore])
    if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics))
    expect(checked.diagnostics).toEqual([])
    expect(checked.value.bindings).toEqual([
      { port: 'collections.read', version: '1.0.0', module: 'store' },
      { port: 'collections.write', version: '1.0.0', module: 'store' },
      { port: 'mail.send', version: '1.2.0', module: 'mail' },
    ])
    expect(checked.value.modules.map(({ id, config, provides }) => ({ id, config, provides }))).toEqual([
      { id: 'mail', config: {}, provides: [{ port: 'mail.send', version: '1.2.0' }] },
      {
        id: 'store',
        config: { file: './a.db' },
        provides: [
          { port: 'collections.read', version: '1.0.0' },
          { port: 'collections.write', version: '1.0.0' },
          { port: 'history.append', version: '1.0.0' },
          { port: 'history.persist', version: '1.0.0' },
          { port: 'history.rebuild', version: '1.0.0' },
          { port: 'history.scan', version: '1.0.0' },
          { port: 'history.scan_as_of', version: '1.0.0' },
          { port: 'session.read', version: '1.0.0' },
          { port: 'session.write', version: '1.0.0' },
        ],
      },
    ])
  })

  it('keeps any JSON of a config', () => {
    const config = '    config: { list: [1, null, { deep: "${env:A:-b}" }], toString: { x: 1 }, hasOwnProperty: 2 }\n'
    const checked = compose(
      list('  - id: mail\n    kind: provider\n    source: ./mail.ts\n    provides: [mail.send@1.2.0]\n', config),
      ['mail.send@1.2.0'],
    )
    if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics))
    expect(JSON.stringify(checked.value.modules[0]?.config)).toBe(
      '{"list":[1,null,{"deep":"${env:A:-b}"}],"toString":{"x":1},"hasOwnProperty":2}',
    )
  })

  it('takes the module that a binding names', () => {
    const second = '  - { id: post, kind: provider, source: ./post.ts, provides: [mail.send@1.2.0] }\n'
    const checked = compose(`${list(mail, second)}bindings:\n  mail.send@1.2.0: post\n`, ['mail.send@1.2.0'])
    if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics))
    expect(checked.value.bindings).toEqual([{ port: 'mail.send', version: '1.2.0', module: 'post' }])
    expect(checked.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'module_unused_warning: module "mail" is not used: it serves no port that the app needs',
    ])
  })

  it('takes sources that a host supplies without looking', () => {
    expect(messages(list(mail), ['mail.send@1.2.0'], { './mail.ts': { kind: 'unchecked' } })).toEqual([])
  })

  it('says nothing where no manifest was given', () => {
    const manifest = parseManifest({ path: 'modules.yaml', text: 'tenon: 1\n' })
    if (!manifest.ok) throw new Error('it should parse')
    const ports = facts(needsStore)
    const checked = checkComposition({ ...manifest.value, given: false }, { modules: new Map(), installed: [] }, ports)
    expect(checked).toEqual({
      ok: true,
      diagnostics: [],
      value: { given: false, target: 'node', modules: [], bindings: [], needs: ports.needs },
    })
  })

  it('does not ask for ports that are declared and never reached', () => {
    expect(messages('modules: []\n', [])).toEqual([])
  })
})

describe('one mistake gives one message', () => {
  const cases: readonly (readonly [name: string, given: Parameters<typeof compose>, wanted: readonly string[]])[] = [
    [
      'a missing source still provides',
      [list(mail), ['mail.send@1.2.0'], { './mail.ts': { kind: 'missing', tried: ['mail.ts'] } }],
      ['module_source_not_found_error: module "mail" has no source: there is no ./mail.ts'],
    ],
    [
      'a misspelt built-in provides what was meant',
      [list(store.replace('sqlite', 'sqlit')), needsStore],
      ['module_source_not_found_error: module "store" has no source: there is no tenon:sqlit'],
    ],
    [
      'a built-in that does not exist might provide any standard port',
      [list('  - { id: store, kind: provider, source: "tenon:postgres" }\n'), needsStore],
      ['module_source_not_found_error: module "store" has no source: there is no tenon:postgres'],
    ],
    [
      'a misspelt port is not missing too',
      [list(mail.replace('mail.send', 'mail.sned')), ['mail.send@1.2.0']],
      ['port_unknown_error: module "mail" provides the port "mail.sned", which the app spec does not declare'],
    ],
    [
      'a port of another version is not missing too',
      [list(mail.replace('1.2.0', '1.1.0')), ['mail.send@1.2.0']],
      [
        'port_version_mismatch_error: action "desk.reply" needs mail.send@1.2.0, but module "mail" provides mail.send@1.1.0',
      ],
    ],
    [
      'a store that is missing is one thing that is missing',
      [list(mail), ['mail.send@1.2.0', ...needsStore]],
      [
        'port_unbound_error: no module of modules.yaml provides the port collections.read@1.0.0, which action "desk.reply" needs',
      ],
    ],
    [
      'two stores are one choice',
      [list(store, '  - { id: tests, kind: provider, source: "tenon:memory" }\n'), needsStore],
      ['port_ambiguous_error: modules "store" and "tests" all provide collections.read@1.0.0'],
    ],
    [
      'a module that stands twice does not compete with itself',
      [list(mail, mail), ['mail.send@1.2.0']],
      ['module_duplicate_id_error: two modules have the id "mail"'],
    ],
    [
      'a native that stands twice does not give its name twice as well',
      [
        list(mail, ...Array.from({ length: 2 }, () => '  - { id: path, kind: native, source: "tenon:path" }\n')),
        ['mail.send@1.2.0'],
      ],
      ['module_duplicate_id_error: two modules have the id "path"'],
    ],
    [
      'a binding to no module explains why the port is not bound',
      [`${list(store)}bindings:\n  mail.send@1.2.0: mail\n`, ['mail.send@1.2.0', ...needsStore]],
      ['binding_unknown_module_error: the binding of mail.send@1.2.0 names the module "mail", which does not exist'],
    ],
    [
      'a module that forgot its provides explains why the port is not bound',
      [
        `${list(store, '  - { id: mail, kind: provider, source: ./mail.ts }\n')}bindings:\n  mail.send@1.2.0: mail\n`,
        ['mail.send@1.2.0', ...needsStore],
      ],
      ['binding_not_provided_error: module "mail" does not provide mail.send@1.2.0'],
    ],
    [
      'a misspelt setting is not missing too',
      [list(store.replace('file:', 'flie:')), needsStore],
      ['module_config_invalid_error: the config of module "store" does not fit: there is no "flie"'],
    ],
    [
      'modules that require each other are not out of order too',
      [
        list(
          mail,
          '  - { id: path, kind: native, source: "tenon:path", requires: [url] }\n',
          '  - { id: url, kind: native, source: "tenon:url", requires: [path] }\n',
        ),
        ['mail.send@1.2.0'],
      ],
      ['module_requires_cycle_error: modules require each other in a circle: path → url → path'],
    ],
  ]

  it.each(cases)('%s', (_, given, wanted) => {
    expect(messages(...given)).toEqual(wanted)
  })
})

describe('more than one mistake', () => {
  it('is reported in one run', () => {
    const codes = compose(
      `presets: [tenon:none]\n${list(
        mail.replace('1.2.0', '9.9.9'),
        '  - { id: mail, kind: native, source: "tenon:path", requires: [later], claims: [net] }\n',
        '  - { id: later, kind: native, source: "tenon:url", name: path, aliases: [mail], claims: [net] }\n',
        '  - { id: ids, kind: provider, source: "tenon:ids", config: { seed: "${env:}" } }\n',
        '  - { id: gone, kind: provider, source: ./gone.ts, provides: [fax.send@1.0.0] }\n',
        // Perhaps one of the two that have one id.
        '  - { id: old, kind: guest, source: ./old.ts, requires: [nothing] }\n',
      )}bindings:\n  pager.send@1.0.0: ids\n`,
      ['mail.send@1.2.0', 'sms.send@1.0.0'],
      { './gone.ts': { kind: 'missing', tried: [] } },
    ).diagnostics.map(({ code }) => code)
    expect(codes.sort()).toEqual([
      'binding_unknown_port_error',
      'env_reference_invalid_error',
      'manifest_invalid_error',
      'module_claim_conflict_error',
      'module_config_invalid_error',
      'module_duplicate_id_error',
      'module_duplicate_name_error',
      'module_order_error',
      'module_source_not_found_error',
      'port_unbound_error',
      'port_unknown_error',
      'port_version_mismatch_error',
    ])
  })
})

describe('one store', () => {
  it('serves reads and writes together', () => {
    const bindings = 'bindings:\n  collections.read@1.0.0: store\n  collections.write@1.0.0: tests\n'
    const stores = list(store, '  - { id: tests, kind: provider, source: "tenon:memory" }\n')
    const checked = compose(`${stores}${bindings}`, needsStore)
    expect(checked.diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['port_ambiguous_error', 'reads and writes are served by one store: bind both to the same module'],
    ])
  })
})

describe('what to add', () => {
  const hint = (modules: string, needed: readonly string[]): string | null | undefined =>
    compose(modules, needed).diagnostics.find(({ code }) => code === 'port_unbound_error')?.hint

  it('is a line that can be pasted', () => {
    expect(hint('modules: []\n', ['ids.generate@1.0.0'])).toBe(
      'reached from mutation "reply"; add to "modules": - { id: ids, kind: provider, source: "tenon:ids" }',
    )
    expect(hint('modules: []\n', needsStore)).toBe(
      'reached from mutation "reply"; add to "modules": - { id: store, kind: provider, source: "tenon:sqlite", config: { file: ./data/app.db } }',
    )
    expect(hint('modules: []\n', ['mail.send@1.2.0'])).toBe(
      'reached from mutation "reply"; add to "modules": - { id: mail, kind: provider, source: ./providers/mail.ts, provides: [mail.send@1.2.0] }',
    )
  })

  it('takes no id that is taken, and nothing that the target cannot run', () => {
    const taken = list(mail.replace('mail.send@1.2.0', 'sms.send@1.0.0'))
    expect(hint(taken, ['mail.send@1.2.0', 'sms.send@1.0.0'])).toContain('- { id: mail_2, kind: provider')
    expect(hint('target: edge\nmodules: []\n', needsStore)).toContain('source: "tenon:memory"')
  })
})
