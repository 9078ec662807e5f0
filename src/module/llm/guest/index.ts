// What guests get for `require('llm')`. Nothing here calls the host before a run begins: a VM that is restored from an image
// has this code, and every session that guest code made of it, already behind it.

import { assistant, kinds, system, toolCall, toolUse, user } from './block.js'
import { cancellation } from './cancellation.js'
import { echo, fromFunction, named } from './engine.js'
import { eventTypes } from './event-stream.js'
import type { Host } from './host.js'
import { openSession } from './session.js'
import { registry } from './tool-registry.js'
import { append, text, turn } from './turn.js'

declare const host: Host
declare const module: { exports: unknown }

module.exports = Object.freeze({
  turn,
  append,
  text,
  user,
  system,
  assistant,
  toolCall,
  toolUse,
  session: (options: unknown = {}) => openSession(host, options),
  engines: Object.freeze({ echo, fromFunction, named, names: () => Object.freeze([...host.engines()]) }),
  tools: Object.freeze({ registry }),
  cancellation,
  kinds,
  eventTypes,
})
