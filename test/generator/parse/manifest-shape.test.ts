import { describe, expect, it } from 'vitest'
import { tellManifest } from './tell.js'

describe('a manifest', () => {
  it.each([
    ['needs its format only', 'tenon: 1', []],
    [
      'says its format',
      'modules: []\npreset: [x]',
      [
        'manifest_version_unsupported_error $ "": the manifest is of format unknown; this version of Tenon reads format 1',
        'manifest_unknown_key_error preset "preset": the module manifest has no key "preset" (did you mean "presets"?)',
      ],
    ],
    [
      'is of another format',
      'tenon: 2\nanything: goes',
      [
        'manifest_version_unsupported_error tenon "2": the manifest is of format 2; this version of Tenon reads format 1',
      ],
    ],
    [
      'has a format that is a number',
      'tenon: "1"\nfoo: 1',
      [
        'manifest_version_unsupported_error tenon "\\"1\\"": the manifest is of format "1"; this version of Tenon reads format 1',
      ],
    ],
    [
      'has a format that is no list',
      'tenon: [1]',
      [
        'manifest_version_unsupported_error tenon "[1]": the manifest is of format a list; this version of Tenon reads format 1',
      ],
    ],
    [
      'has known keys',
      'tenon: 1\nmodule: []\nx-note: 1',
      ['manifest_unknown_key_error module "module": the module manifest has no key "module" (did you mean "modules"?)'],
    ],
    [
      'has texts and words',
      'tenon: 1\napp: ""\nout: 5\ntarget: bun\npresets: tenon:safe\nmodules: {}\nbindings: []',
      [
        'manifest_invalid_error app "\\"\\"": "app" must be text that is not empty, not the text ""',
        'manifest_invalid_error out "5": "out" must be text that is not empty, not the number 5 (write it in quotes)',
        'manifest_invalid_error target "bun": "target" must be "node" or "edge", not the text "bun"',
        'manifest_invalid_error presets "tenon:safe": "presets" must be a list of presets, not the text "tenon:safe"',
        'manifest_invalid_error modules "{}": "modules" must be a list of modules, not a mapping',
        'manifest_invalid_error bindings "[]": "bindings" must be a mapping of ports to modules, not an empty list',
      ],
    ],
    [
      'binds ports with versions to modules',
      'tenon: 1\nbindings: { ids.generate: ids, ids.generate@1.0: ids, ids.generate@1.0.0: ids, mail@1.0.0: 5 }',
      [
        'manifest_invalid_error bindings.ids.generate "ids.generate": the key "ids.generate" must be a port with its version, such as ids.generate@1.0.0',
        'manifest_invalid_error bindings.ids.generate@1.0 "ids.generate@1.0": the key "ids.generate@1.0" must be a port with its version, such as ids.generate@1.0.0',
        'manifest_invalid_error bindings.mail@1.0.0 "5": "mail@1.0.0" must be text that is not empty, not the number 5 (write it in quotes)',
      ],
    ],
    [
      'is YAML',
      'tenon: 1\nmodules: [\n',
      ['manifest_parse_error $ "[": this is not the YAML that is expected: the "[" that opens here is never closed'],
    ],
    [
      'has each key once',
      'tenon: 1\ntenon: 1',
      [
        'manifest_parse_error tenon "tenon": this is not the YAML that is expected: the key "tenon" stands twice in one mapping [first here: 0 "tenon"]',
      ],
    ],
    [
      'is a mapping',
      '- tenon',
      ['manifest_parse_error $ "- tenon": this is not the YAML that is expected: it is a list, not a mapping of keys'],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellManifest(text)).toEqual(expected)
  })
})

describe('a module', () => {
  it.each([
    [
      'of every kind',
      'tenon: 1\nmodules:\n  - { id: s, kind: provider, source: "tenon:memory", provides: [collections.read@1.0.0], config: { any: [thing], "${env:X}": 1 } }\n  - { id: n, kind: native, source: ./n.ts, name: geo, aliases: [g], capabilities: [pure, fs.read], requires: [s], claims: [c] }\n  - { id: i, kind: initializer, source: pkg, registers: [llm], requires: [n], claims: [d], x-note: 1 }\n  - { id: g, kind: guest, source: ./g.ts, requires: [geo], provides: [t.u@1.0.0], lifetime: call, isolation: inline, limits: { memory_mb: 32, stack_kb: 32, cpu_ms: 50, wall_ms: 2000, host_calls: 100, output_kb: 256 } }',
      [],
    ],
    [
      'needs an id, a kind and a source',
      'tenon: 1\nmodules: [{}, { kind: provider }, { id: a, kind: provder }, { id: a, kind: 5 }, text]',
      [
        'manifest_invalid_error modules.0 "{}": a module needs the key "kind"',
        'manifest_invalid_error modules.1 "{ kind: provider }": a provider needs the key "id"',
        'manifest_invalid_error modules.1 "{ kind: provider }": a provider needs the key "source"',
        'manifest_invalid_error modules.2.kind "provder": "kind" must be "provider", "native", "initializer" or "guest", not the text "provder" (did you mean "provider"?)',
        'manifest_invalid_error modules.3.kind "5": "kind" must be "provider", "native", "initializer" or "guest", not the number 5',
        'manifest_invalid_error modules.4 "text": an entry of "modules" must be a mapping, not the text "text"',
      ],
    ],
    [
      'has the keys of its kind',
      'tenon: 1\nmodules: [{ id: a, kind: provider, source: x, requires: [b], limits: {}, registers: [], name: n, nam: m }, { id: b, kind: guest, source: y, capabilities: [] }]',
      [
        'manifest_invalid_error modules.0.requires "requires": "requires" is a key of a native module, an initializer and a guest module, and this is a provider',
        'manifest_invalid_error modules.0.limits "limits": "limits" is a key of a guest module, and this is a provider',
        'manifest_invalid_error modules.0.registers "registers": "registers" is a key of an initializer, and this is a provider',
        'manifest_invalid_error modules.0.name "name": "name" is a key of a native module, and this is a provider',
        'manifest_unknown_key_error modules.0.nam "nam": a provider has no key "nam" (there are "config", "id", "kind", "provides" and "source")',
        'manifest_invalid_error modules.1.capabilities "capabilities": "capabilities" is a key of a native module, and this is a guest module',
      ],
    ],
    [
      'has a legal id',
      'tenon: 1\nmodules: [{ id: " a ", kind: provider, source: x }, { id: a b, kind: provider, source: x }, { id: 5, kind: provider, source: x }, { id: prototype, kind: provider, source: x }]',
      [
        'manifest_invalid_error modules.1.id "a b": "id" must be letters, digits, underscores, dots and hyphens, beginning with a letter, not the text "a b"',
        'manifest_invalid_error modules.2.id "5": "id" must be letters, digits, underscores, dots and hyphens, beginning with a letter, not the number 5 (write it in quotes)',
        'manifest_invalid_error modules.3.id "prototype": nothing can be named "prototype"',
      ],
    ],
    [
      'provides ports with versions',
      'tenon: 1\nmodules: [{ id: a, kind: provider, source: x, provides: [mail.send, mail.send@1, mail.send@01.0.0, "@1.0.0", 5, mail.send@1.0.0] }]',
      [
        'manifest_invalid_error modules.0.provides.0 "mail.send": an entry of "provides" must be a port with its version, such as ids.generate@1.0.0, not the text "mail.send"',
        'manifest_invalid_error modules.0.provides.1 "mail.send@1": an entry of "provides" must be a port with its version, such as ids.generate@1.0.0, not the text "mail.send@1"',
        'manifest_invalid_error modules.0.provides.2 "mail.send@01.0.0": an entry of "provides" must be a port with its version, such as ids.generate@1.0.0, not the text "mail.send@01.0.0"',
        'manifest_invalid_error modules.0.provides.3 "\\"@1.0.0\\"": an entry of "provides" must be a port with its version, such as ids.generate@1.0.0, not the text "@1.0.0"',
        'manifest_invalid_error modules.0.provides.4 "5": an entry of "provides" must be a port with its version, such as ids.generate@1.0.0, not the number 5 (write it in quotes)',
      ],
    ],
    [
      'has words and limits',
      'tenon: 1\nmodules: [{ id: a, kind: guest, source: x, lifetime: forever, isolation: thread, limits: { memory_mb: 0, cpu: 1, wall_ms: 1.5, stack_kb: lots } }, { id: b, kind: native, source: x, capabilities: [pur], aliases: a, config: 5 }]',
      [
        'manifest_invalid_error modules.0.lifetime "forever": "lifetime" must be "call" or "runtime", not the text "forever"',
        'manifest_invalid_error modules.0.isolation "thread": "isolation" must be "inline" or "worker", not the text "thread"',
        'manifest_unknown_key_error modules.0.limits.cpu "cpu": the set of limits has no key "cpu" (there are "cpu_ms", "host_calls", "memory_mb", "output_kb", "stack_kb" and "wall_ms")',
        'guest_limits_invalid_error modules.0.limits.memory_mb "0": "memory_mb" must be a whole number from 1 to 1024, not the number 0',
        'guest_limits_invalid_error modules.0.limits.wall_ms "1.5": "wall_ms" must be a whole number from 1 to 600000, not the number 1.5',
        'guest_limits_invalid_error modules.0.limits.stack_kb "lots": "stack_kb" must be a whole number from 1 to 1024, not the text "lots"',
        'manifest_invalid_error modules.1.capabilities.0 "pur": an entry of "capabilities" must be "pure", "clock", "random", "env", "fs.read", "fs.write", "net", "process", "db" or "llm", not the text "pur" (did you mean "pure"?)',
        'manifest_invalid_error modules.1.aliases "a": "aliases" must be a list of names, not the text "a"',
        'manifest_invalid_error modules.1.config "5": "config" must be a mapping of settings, not the number 5',
      ],
    ],
    [
      'has a config of its own',
      'tenon: 1\nmodules: [{ id: a, kind: provider, source: x, config: { __proto__: 1, nested: [{ constructor: 2 }] } }]',
      [
        'manifest_invalid_error modules.0.config.__proto__ "__proto__": nothing can be named "__proto__"',
        'manifest_invalid_error modules.0.config.nested.0.constructor "constructor": nothing can be named "constructor"',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellManifest(text)).toEqual(expected)
  })
})
