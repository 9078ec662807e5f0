// What guests get for `require('events')`: the class itself, which also holds everything else.

import { on, once } from './awaiting.js'
import { EventEmitter, type EventName, errorMonitor, type Listener } from './event-emitter.js'

declare const module: { exports: unknown }

function getEventListeners(emitter: EventEmitter, event: EventName): Listener[] {
  return emitter.listeners(event)
}

function getMaxListeners(emitter: EventEmitter): number {
  return emitter.getMaxListeners()
}

function setMaxListeners(count = EventEmitter.defaultMaxListeners, ...emitters: EventEmitter[]): void {
  if (emitters.length === 0) EventEmitter.defaultMaxListeners = count
  for (const emitter of emitters) emitter.setMaxListeners(count)
}

function listenerCount(emitter: EventEmitter, event: EventName): number {
  return emitter.listenerCount(event)
}

module.exports = Object.assign(EventEmitter, {
  EventEmitter,
  errorMonitor,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  on,
  once,
  setMaxListeners,
})
