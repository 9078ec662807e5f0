// What guests get for `require('timers')`: Node's functions, and promises over them.

import { argumentError } from '../../guest/coded-error.js'
import { type Callback, clear, Immediate, Timeout } from './alarm.js'
import { promises, sleep } from './promises.js'

declare const module: { exports: unknown }

function setTimeout(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
  return new Timeout(callback, ms, args, false)
}

function setInterval(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
  return new Timeout(callback, ms, args, true)
}

function setImmediate(callback: Callback, ...args: unknown[]): Immediate {
  return new Immediate(callback, args)
}

function queueMicrotask(callback: () => void): void {
  if (typeof callback !== 'function') throw argumentError('callback', 'of type function', callback)
  void Promise.resolve().then(() => callback())
}

module.exports = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout: (timer: unknown) => clear(timer),
  clearInterval: (timer: unknown) => clear(timer),
  clearImmediate: (timer: unknown) => clear(timer),
  queueMicrotask,
  promises,
  sleep,
}
