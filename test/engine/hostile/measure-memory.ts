import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Memory in MB when nothing more can be collected. Freed instances take some turns until their memory is. */
export async function measureMemory(): Promise<{ readonly rss: number; readonly external: number }> {
  const seen = []
  for (let turn = 0; turn < 10; turn += 1) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 10))
    const { rss, external } = process.memoryUsage()
    seen.push({ rss: rss / 2 ** 20, external: external / 2 ** 20 })
  }
  return { rss: Math.min(...seen.map(({ rss }) => rss)), external: Math.min(...seen.map(({ external }) => external)) }
}
