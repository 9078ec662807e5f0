import { expect, it } from 'vitest'
import { FlowCorrelations } from '../../src/store/memory/flow-correlations.js'

it('drops what has expired, but for keys that a run may still go on with', () => {
  const correlations = new FlowCorrelations((lane) => lane === '7')
  const shared = (expiresAt: number) => ({ state: {}, runs: 1, runsSince: 0, expiresAt })
  for (let lane = 0; lane < 1024; lane++) correlations.keep(`${lane}`, shared(lane === 9 ? 200 : 100), null)
  correlations.purge(150)
  const kept = Array.from({ length: 1024 }, (_, lane) => lane).filter(
    (lane) => correlations.load(`${lane}`, 0) !== null,
  )
  expect(kept).toEqual([7, 9])
})
