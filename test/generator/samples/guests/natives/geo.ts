import { defineNative } from 'tenon/provider'

interface Point {
  readonly x: number
  readonly y: number
}

export default defineNative({
  name: 'geo',
  capabilities: ['pure'],
  exports: { distance: (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y) },
})
