import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../src/module/events/index.js'
import { failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(events)
})
afterAll(() => guest.close())

const start = `const EventEmitter = require('events'); const emitter = new EventEmitter(); const seen = [];
  const see = (name) => (...args) => seen.push([name, ...args.map(String)]); ${failing}`

describe('events', () => {
  it.each([
    [
      'E01 is the class, with references to itself',
      `return [typeof EventEmitter, EventEmitter.name,
      EventEmitter.EventEmitter === EventEmitter, emitter instanceof EventEmitter, failing(() => EventEmitter())[0]]`,
    ],
    [
      'E01 is inherited from by a class',
      `class Door extends EventEmitter { open() { return this.emit('open', 1) } }
      const door = new Door(); door.on('open', see('open')); return [door.open(), seen, door instanceof EventEmitter, Object.keys(door).includes('open')]`,
    ],
    [
      'E01 is inherited from without a class',
      `function Door() { EventEmitter.call(this) }
      Object.setPrototypeOf(Door.prototype, EventEmitter.prototype); const door = new Door();
      door.on('open', see('open')); door.emit('open', 2); return seen`,
    ],
    [
      'E02 emits at once and in order',
      `emitter.on('a', see('first')); emitter.addListener('a', see('second'));
      const had = [emitter.emit('a', 1, 2), emitter.emit('b')]; return [had, seen]`,
    ],
    [
      'E02 calls once',
      `emitter.once('a', see('once')); emitter.on('a', see('on'));
      emitter.emit('a'); emitter.emit('a'); return [seen, emitter.listenerCount('a')]`,
    ],
    [
      'E02 has removed a once before it is called',
      `emitter.once('a', () => seen.push(emitter.listenerCount('a')));
      emitter.once('b', () => { seen.push('b'); emitter.emit('b') }); emitter.emit('a'); emitter.emit('b'); return seen`,
    ],
    [
      'E02 removes the last of a listener that was added twice',
      `const a = see('a'); emitter.on('x', a); emitter.on('x', see('b')); emitter.on('x', a);
      emitter.off('x', a); emitter.emit('x'); return seen`,
    ],
    [
      'E02 removes a once by its original',
      `const a = see('a'); emitter.once('x', a); emitter.removeListener('x', a); return emitter.emit('x')`,
    ],
    [
      'E02 prepends',
      `emitter.on('a', see('on')); emitter.prependListener('a', see('first')); emitter.prependOnceListener('a', see('once'));
      emitter.emit('a'); emitter.emit('a'); return seen`,
    ],
    [
      'E02 goes on over the list as it was',
      `emitter.on('a', () => { emitter.removeAllListeners('a'); emitter.on('a', see('late')) });
      emitter.on('a', see('second')); emitter.emit('a'); emitter.emit('a'); return seen`,
    ],
    [
      'E02 stops at the first that throws',
      `emitter.on('a', () => { throw new Error('no') }); emitter.on('a', see('second'));
      return [failing(() => emitter.emit('a')), seen]`,
    ],
    [
      'E02 calls with the emitter as this',
      `emitter.on('a', function () { seen.push(this === emitter) });
      emitter.once('a', function () { seen.push(this === emitter) }); emitter.emit('a'); return seen`,
    ],
    [
      'E02 chains',
      `const f = () => {}; return ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener']
      .map((name) => emitter[name]('a', f) === emitter).concat(emitter.removeAllListeners() === emitter, emitter.setMaxListeners(3) === emitter)`,
    ],
    [
      'E03 tells its names',
      `const s = Symbol('s'); emitter.on('b', see('b')); emitter.on(s, see('s')); emitter.on('a', see('a')); emitter.on(2, see('2')); emitter.on('1', see('1'));
      return [emitter.eventNames().map(String), emitter.listenerCount(1), emitter.listenerCount(s), emitter.listenerCount('none')]`,
    ],
    [
      'E03 tells its listeners',
      `const a = see('a'); emitter.once('x', a); emitter.on('x', a);
      return [emitter.listeners('x').map((one) => one === a), emitter.rawListeners('x').map((one) => [one === a, one.listener === a]),
        emitter.listeners('none'), emitter.listenerCount('x', a), EventEmitter.listenerCount(emitter, 'x'), EventEmitter.getEventListeners(emitter, 'x').length]`,
    ],
    [
      'E03 gives copies of its lists',
      `emitter.on('x', see('x')); emitter.listeners('x').pop(); emitter.rawListeners('x').pop(); return emitter.listenerCount('x')`,
    ],
    [
      'E03 tells of new listeners before they are there',
      `emitter.on('newListener', (name, fn) => seen.push([name, typeof fn, emitter.listenerCount(name)]));
      const a = see('a'); emitter.on('x', a); emitter.once('y', a); return seen`,
    ],
    [
      'E03 tells of removed listeners after they are gone',
      `emitter.on('removeListener', (name, fn) => seen.push([name, typeof fn, emitter.listenerCount(name)]));
      const a = () => {}; emitter.on('x', a); emitter.on('x', () => {}); emitter.off('x', a); emitter.off('x', a); emitter.once('y', a); emitter.emit('y');
      emitter.on('z', a); emitter.removeAllListeners('z'); emitter.removeAllListeners(); return [seen, emitter.eventNames()]`,
    ],
    [
      'E03 removes all',
      `emitter.on('a', see('a')); emitter.on('b', see('b')); emitter.removeAllListeners('a');
      const left = emitter.eventNames(); emitter.removeAllListeners(); return [left, emitter.eventNames()]`,
    ],
    [
      'E04 throws an error that nobody hears',
      `const error = new TypeError('boom'); try { emitter.emit('error', error) } catch (thrown) { return [thrown === error, thrown.message] }`,
    ],
    [
      'E04 throws what else came as an error',
      `try { emitter.emit('error', 'boom') } catch (thrown) { return [thrown.name, thrown.code, thrown.message, thrown.context] }`,
    ],
    [
      'E04 throws nothing where somebody hears',
      `emitter.on('error', see('error')); return [emitter.emit('error', 'boom'), seen]`,
    ],
    [
      'E04 lets a monitor see what it does not handle',
      `emitter.on(EventEmitter.errorMonitor, see('monitor'));
      const first = failing(() => emitter.emit('error', new RangeError('x'))); emitter.on('error', see('error')); emitter.emit('error', 1); return [first, seen]`,
    ],
    [
      'E05 takes a missing name for the text undefined',
      `emitter.on('undefined', see('none')); return [emitter.emit(), new EventEmitter().emit(), seen]`,
    ],
    [
      'E06 tells symbols of one description apart',
      `const one = Symbol('s'), two = Symbol('s'); emitter.on(one, see('one')); emitter.on(two, see('two'));
      emitter.emit(one); return [seen, emitter.eventNames().length]`,
    ],
    [
      'refuses what is no function',
      `return ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener']
      .map((name) => [failing(() => emitter[name]('a')), failing(() => emitter[name]('a', {}))])`,
    ],
    [
      'refuses a bound that is none',
      `return [failing(() => emitter.setMaxListeners(-1)), failing(() => emitter.setMaxListeners('1')), failing(() => { EventEmitter.defaultMaxListeners = -1 })]`,
    ],
    [
      'keeps its bounds',
      `emitter.setMaxListeners(3); EventEmitter.setMaxListeners(4, emitter, new EventEmitter());
      return [emitter.getMaxListeners(), EventEmitter.getMaxListeners(new EventEmitter()), EventEmitter.defaultMaxListeners]`,
    ],
    [
      'awaits the next event',
      `const next = EventEmitter.once(emitter, 'a'); emitter.emit('a', 1, 2); return [await next, emitter.eventNames()]`,
    ],
    [
      'awaits no longer when an error comes',
      `const next = EventEmitter.once(emitter, 'a'); emitter.emit('error', new RangeError('x'));
      return [await next.catch((error) => error.name), emitter.eventNames()]`,
    ],
    [
      'awaits an error by its name',
      `const next = EventEmitter.once(emitter, 'error'); emitter.emit('error', 7); return await next`,
    ],
    [
      'iterates over events',
      `const all = EventEmitter.on(emitter, 'a'); emitter.emit('a', 1); emitter.emit('a', 2);
      for await (const args of all) { seen.push(args); if (args[0] === 2) setLater(() => emitter.emit('a', 3)); if (args[0] === 3) break }
      function setLater(fn) { Promise.resolve().then(fn) } return [seen, emitter.eventNames()]`,
    ],
    [
      'ends an iteration by an error, after what came before',
      `const all = EventEmitter.on(emitter, 'a'); emitter.emit('a', 1); emitter.emit('error', new RangeError('x'));
      try { for await (const args of all) seen.push(args) } catch (error) { return [seen, error.name, emitter.eventNames()] }`,
    ],
    [
      'awaits no longer when it is told to stop',
      `let stop; const signal = { aborted: false, addEventListener: (_, fn) => { stop = fn }, removeEventListener: () => {} };
      if (typeof AbortController !== 'undefined') { const controller = new AbortController();
        const next = EventEmitter.once(emitter, 'a', { signal: controller.signal }); controller.abort();
        return next.catch((error) => [error.name, error.code, emitter.eventNames()]) }
      const next = EventEmitter.once(emitter, 'a', { signal }); stop(); return next.catch((error) => [error.name, error.code, emitter.eventNames()])`,
    ],
  ])('does what Node does: %s', async (_, body) => {
    expect(await guest.run(start + body)).toEqual(await runInNode(start + body))
  })

  it('S05 declares what it exports', async () => {
    const members = events.declaration?.split('class EventEmitter {')[1] ?? ''
    const statics = [...members.matchAll(/^ {2}static (?:readonly )?(\w+)/gm)].map(([, name]) => name)
    const methods = [...members.matchAll(/^ {2}(\w+)[<(]/gm)].map(([, name]) => name)
    const live = await guest.run(`const EventEmitter = require('events'); const { prototype } = EventEmitter
      return [Object.keys(EventEmitter).sort(), Object.getOwnPropertyNames(prototype).sort()]`)
    expect([statics.sort(), [...methods, 'constructor'].sort()]).toEqual(live)
  })

  it('touches nothing', () => {
    expect([events.capabilities, events.bind, events.exports]).toEqual([['pure'], undefined, undefined])
  })
})
