// Run in a process of its own, with `--expose-gc`: what a hundred kept runtimes of a guest of 5 KB take together, and the image.
import { openGuest } from '../../dist/src/engine/composition/open-guest.js'
import { sizeOfImage } from '../../dist/src/engine/vm/vm-image.js'
import { defaultGuestLimits } from '../../dist/src/engine.js'
import { makeGuest, openAppGuest } from './make-guest.mjs'

const count = 100
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage.rss()
}

const bundle = makeGuest(5, 'runtime')
const one = await openGuest({ limits: defaultGuestLimits })
one.load(bundle.code)
const image = sizeOfImage(one.capture('memory'))
const alive = []
// The first ones pay for what all of them share.
for (let at = 0; at < 10; at++) alive.push(await openAppGuest(bundle))
const before = await settle()
for (let at = 0; at < count; at++) alive.push(await openAppGuest(bundle))
const after = await settle()
process.stdout.write(JSON.stringify({ each: Math.round((after - before) / count), image, alive: alive.length }))
