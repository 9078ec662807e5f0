import { list, mapOf, mapping, text, words } from './make-shape.js'
import {
  type Grammar,
  type IntegerShape,
  type Key,
  type MappingShape,
  optional,
  required,
  type WordChoice,
} from './shape.js'

const requires = optional(
  list('names', text('filled')),
  'What must stand earlier: native names for guests, else module ids.',
)
const claims = optional(list('claims', text('filled')), 'What no other module may claim.')
const provides = optional(list('ports', text('port')), 'The ports it provides.')

/** Beyond these a number is a slip: a VM cannot have more, or a call would never be held to it. */
const most = { memory: 1024, stack: 1024, cpu: 60_000, wall: 600_000, calls: 1_000_000, output: 65_536 } as const

function limit(most: number): IntegerShape {
  return { kind: 'integer', least: 1, most }
}

const moduleKeys = {
  id: required(text('module-id'), 'Unique over all modules.'),
  kind: required(words('provider', 'native', 'initializer', 'guest'), 'What kind of module it is.'),
  source: required(text('filled'), 'A built-in (tenon:…), a path relative to the manifest, or a package.'),
  config: optional(
    mapOf('settings', 'any', { kind: 'json' }),
    'What the module is told; ${env:NAME} is read when it starts.',
  ),
} as const satisfies Record<string, Key>

const limits: MappingShape = {
  ...mapping('the set of limits', {
    memory_mb: optional(limit(most.memory), 'Memory in megabytes.'),
    stack_kb: optional(limit(most.stack), 'Stack in kilobytes; more than 32 needs a worker.'),
    cpu_ms: optional(limit(most.cpu), 'Computing time of a call in milliseconds.'),
    wall_ms: optional(limit(most.wall), 'Time of a call in milliseconds.'),
    host_calls: optional(limit(most.calls), 'Calls to the host in one call.'),
    output_kb: optional(limit(most.output), 'Size of what crosses to the host at once in kilobytes.'),
  }),
  mistake: 'guest_limits_invalid_error',
}

const moduleShape: WordChoice = {
  kind: 'word-choice',
  name: 'a module',
  key: 'kind',
  about: 'What kind of module it is.',
  foreignKeyIs: 'invalid',
  cases: {
    provider: mapping('a provider', { ...moduleKeys, provides }),
    native: mapping('a native module', {
      ...moduleKeys,
      name: optional(text('filled'), 'What guests require it as; its id where it is absent.'),
      aliases: optional(list('names', text('filled')), 'Further names to require it as.'),
      capabilities: optional(
        list(
          'capabilities',
          words('pure', 'clock', 'random', 'env', 'fs.read', 'fs.write', 'net', 'process', 'db', 'llm'),
        ),
        'What it needs of the host.',
      ),
      requires,
      claims,
    }),
    initializer: mapping('an initializer', {
      ...moduleKeys,
      registers: optional(list('names', text('filled')), 'Native names that it adds.'),
      requires,
      claims,
    }),
    guest: mapping('a guest module', {
      ...moduleKeys,
      requires,
      provides,
      lifetime: optional(words('call', 'runtime'), 'A pristine VM for every call, or one that is kept.'),
      isolation: optional(words('inline', 'worker'), 'In this thread, or in one of its own.'),
      limits: optional(limits, 'What a call may use.'),
    }),
  },
}

/** The whole language of a module manifest. */
export const manifestGrammar: Grammar = {
  root: mapping('the module manifest', {
    tenon: required({ kind: 'integer', least: 1 }, 'The format of the manifest: 1.'),
    app: optional(text('filled'), 'The app spec, relative to the manifest; ./app.yaml where it is absent.'),
    out: optional(text('filled'), 'Where generated files go; ./generated where it is absent.'),
    target: optional(words('node', 'edge'), 'Where the app runs; node where it is absent.'),
    presets: optional(list('presets', text('filled')), 'Named sets of native modules.'),
    modules: optional(list('modules', moduleShape), 'The modules, in the order in which they start.'),
    bindings: optional(
      mapOf('ports to modules', 'port', text('filled')),
      'Which module serves a port that two provide.',
    ),
  }),
  named: {},
}
