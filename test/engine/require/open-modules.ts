import { defaultGuestLimits } from '../../../src/contract/guest.js'
import type { NativeModule } from '../../../src/contract/native.js'
import { createEsModuleLoader } from '../../../src/engine/require/es-modules.js'
import { guestCode } from '../../../src/engine/require/guest-code.js'
import { NativeTable } from '../../../src/engine/require/native-table.js'
import { RequireHost } from '../../../src/engine/require/require-host.js'
import type { RequireSettings } from '../../../src/engine/require/require-settings.js'
import { Sources } from '../../../src/engine/require/sources.js'
import { HostErrors } from '../../../src/engine/vm/host-errors.js'
import { QuickJsVm } from '../../../src/engine/vm/quickjs-vm.js'
import { memoryLoader } from '../../../src/resolve/memory-loader.js'

type Native = NativeModule<never, object>

export interface GivenModules {
  readonly files?: Readonly<Record<string, string>>
  readonly natives?: readonly Native[]
  readonly denied?: Readonly<Record<string, string>>
  readonly settings?: Partial<RequireSettings>
  readonly sources?: Sources
}

/** A VM with `require` and ES modules, and nothing else. */
export interface OpenedModules {
  /** The value of an expression, as JSON, in a script of that name. Settled where it is a promise. */
  run(expression: string, file?: string): unknown
  /** Runs code as the main module and gives its exports. */
  main(file: string, code: string): unknown
  readonly cycles: readonly (readonly string[])[]
}

const doors = `(() => {
  const module = { exports: {} };
  (function (module, exports) {${guestCode}\n})(module, module.exports)
  const { ask } = globalThis
  delete globalThis.ask
  const door = (name) => (...args) => ask(name, args)
  const hooks = {}
  const natives = {
    describe: door('describe'),
    functionsOf: (id) => Object.fromEntries(ask('functions', [id]).map((name) => [name, (...args) => ask('call', [id, name, args])])),
    hook: (id, name, fn) => { hooks[id + '#' + name] = fn },
  }
  const opened = module.exports({ resolve: door('resolve'), load: door('load'), entry: door('entry'), cycle: door('cycle'), natives })
  return { ...opened, hooks }
})()`

/** Opens a VM whose modules lie in memory, or where the settings say. */
export async function openModules(given: GivenModules = {}): Promise<OpenedModules> {
  const { files = {}, natives: granted = [], denied = {}, settings = {} } = given
  const natives = new NativeTable()
  for (const [name, by] of Object.entries(denied)) natives.deny([name], by)
  for (const native of granted) natives.grant(native)
  const sources = given.sources ?? new Sources({ loader: memoryLoader(files), ...settings })
  const cycles: (readonly string[])[] = []
  const errors = new HostErrors()
  let vm: QuickJsVm | undefined
  const settled = new Map<number, string>()
  const evaluate = (source: string, file: string, kind: 'script' | 'module' = 'script'): unknown => {
    const reply = (vm as QuickJsVm).evaluate(source, file, 1, kind)
    if (reply !== '') return read(reply)
    while (vm?.drain(1000));
    return read(settled.get(1) ?? '!{"message":"it never settled"}')
  }
  const read = (reply: string): unknown => {
    if (reply === 'u') return undefined
    if (reply.startsWith('!')) throw errors.toError(JSON.parse(reply.slice(1)))
    return JSON.parse(reply)
  }
  const host = new RequireHost({
    settings,
    sources,
    natives,
    onCycle: (chain) => cycles.push(chain),
    evaluate: (source, file) => void evaluate(`${source};undefined`, file),
  })
  const modules = createEsModuleLoader({
    host,
    sources,
    exportNames: (kind, id) =>
      evaluate(`modules.exportNames(${JSON.stringify(kind)}, ${JSON.stringify(id)})`, 'host') as never,
  })
  const answers: Readonly<Record<string, (...args: readonly never[]) => unknown>> = {
    resolve: (specifier: string, importer: string) => host.resolve(specifier, importer),
    load: (id: string) => host.load(id),
    describe: (id: string) => host.native(id),
    entry: () => vm?.clock.entries,
    cycle: (chain: readonly string[]) => host.cycle(chain),
    functions: (id: string) => Object.keys(natives.natives.get(id)?.exports ?? {}),
    call: (id: string, name: string, args: readonly never[]) => {
      const functions = natives.natives.get(id)?.exports as Record<string, (...given: readonly never[]) => unknown>
      return functions[name]?.(...args)
    },
  }
  const answer = (name: string, text: string): string => {
    if (name.startsWith('=')) {
      settled.set(Number(name.slice(1)), text)
      return 'u'
    }
    try {
      const [door, args] = JSON.parse(text) as [string, readonly never[]]
      return JSON.stringify(answers[door]?.(...args)) ?? 'u'
    } catch (error) {
      return `!${JSON.stringify(errors.describe(error))}`
    }
  }
  const limits = { ...defaultGuestLimits, cpuMs: 5000 }
  vm = await QuickJsVm.create(
    { answer, modules, now: () => performance.now(), random: () => new Uint8Array(8).fill(5) },
    limits,
  )
  vm.dispatch('setGlobal', JSON.stringify(['ask', null, true]))
  evaluate(`globalThis.modules = ${doors};undefined`, 'doors.js')
  return {
    cycles,
    run: (expression, file = '/app/main.js') => {
      const from = JSON.stringify(host.entry(file))
      return (
        evaluate(`globalThis.require = modules.requireFrom(${from});undefined`, 'host') ?? evaluate(expression, file)
      )
    },
    main: (file, code) => {
      host.compile(code, host.entry(file))
      return evaluate(`modules.runMain(${JSON.stringify(host.entry(file))})`, 'host')
    },
  }
}
