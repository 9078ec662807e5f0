import { EngineError } from '../engine-error.js'
import type { EngineOptions } from './engine-options.js'

const counts = ['queueLimit', 'drainJobs', 'drainMs', 'callTimeoutMs', 'graceMs', 'closerMs'] as const

/** Options that no runtime could be made with. */
export function findBadOptions(options: EngineOptions): EngineError[] {
  const limits = Object.entries(options.limits ?? {}).map(([name, value]) => [`limits.${name}`, value] as const)
  return [...counts.map((name) => [name, options[name]] as const), ...limits].flatMap(([option, value]) => {
    if (value === undefined || (typeof value === 'number' && value >= 0)) return []
    const message = `The option \`${option}\` is ${JSON.stringify(value)}: it must be a number, 0 or more.`
    return [new EngineError('ERR_SPEC_INVALID', message, { kind: 'option', option })]
  })
}
