import type { InitializerModule, RuntimeContext } from '../../contract/owned-runtime.js'
import type { Logger } from '../../contract/provider.js'
import { bindLlm } from './bind-llm.js'
import { echoEngine } from './echo-engine.js'
import type { LlmEngine, LlmTool } from './engine.js'
import { declaration, guestCode } from './guest-code.js'
import { openAiEngine } from './openai/openai-engine.js'
import type { EngineSettings } from './read-config.js'
import { readConfig } from './read-config.js'
import { signatures } from './signatures.js'

export type {
  ChatBlock,
  ChatTool,
  InferenceDelta,
  InferenceReply,
  InferenceRequest,
  InferenceSurroundings,
  InferenceUsage,
  LlmEngine,
  LlmTool,
  LlmToolCall,
} from './engine.js'
export { InferenceError } from './engine.js'
export type { EchoSettings, EngineSettings, LlmConfig, OpenAiSettings } from './read-config.js'

export interface LlmOptions {
  /** Engines by the names that guests use: settings, or code of the host. */
  readonly engines?: Readonly<Record<string, EngineSettings | LlmEngine>>
  /** The name of the engine that sessions use where they name none; default: the only one there is. */
  readonly defaultEngine?: string
  /** Tools that guests may add to their registries by name. */
  readonly tools?: Readonly<Record<string, LlmTool>>
  /** Default: the logger of each runtime. */
  readonly logger?: Logger
}

/**
 * Registers `llm` in each owned runtime: sessions with language models, over engines that the host grants. Engines of the
 * manifest's `config` come beside those of the options.
 */
export function llm(options: LlmOptions = {}): InitializerModule {
  return {
    kind: 'initializer',
    id: 'llm',
    registers: ['llm'],
    init(context: RuntimeContext<unknown>) {
      const grants = readGrants(options, context.config)
      const logger = options.logger ?? context.logger
      context.registry.register('llm', {
        capabilities: ['llm', 'net', 'clock'],
        guestCode,
        declaration,
        signatures,
        bind: (native) => bindLlm({ ...grants, logger }, native),
      })
    },
  }
}

function readGrants(options: LlmOptions, given: unknown): Omit<Parameters<typeof bindLlm>[0], 'logger'> {
  const { config, problems } = readConfig(given)
  const engines = new Map<string, LlmEngine>()
  const found = [...problems]
  if (problems.length === 0)
    for (const [name, engine] of Object.entries({ ...config.engines, ...options.engines })) {
      const wrong = 'infer' in engine ? [] : readConfig({ engines: { [name]: engine } }).problems
      found.push(...wrong)
      if (wrong.length === 0) engines.set(name, openEngine(engine))
    }
  const defaultEngine =
    options.defaultEngine ?? config.default ?? (engines.size === 1 ? [...engines.keys()][0] : undefined)
  if (defaultEngine !== undefined && found.length === 0 && !engines.has(defaultEngine))
    found.push(`config.default names ${defaultEngine}, which is no engine of config.engines`)
  if (found.length > 0) throw new Error(`the configuration of llm is wrong: ${found.join('; ')}`)
  return { engines, defaultEngine, tools: new Map(Object.entries(options.tools ?? {})) }
}

function openEngine(engine: EngineSettings | LlmEngine): LlmEngine {
  if ('infer' in engine) return engine
  return engine.kind === 'echo' ? echoEngine(engine) : openAiEngine(engine)
}

const initializer: InitializerModule = llm()

/** `tenon:llm`: what the manifest's `config` grants, and nothing else. */
export default initializer
