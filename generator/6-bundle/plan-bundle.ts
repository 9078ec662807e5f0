// In: the emitted files and where the project lies.
// Out: the files of the project's `.tenon` folder: the bundle, its source map, what it was made from; or what esbuild found.
// Promise: a bundle that is right already is not made again; nothing is written.
// Not its job: to load the bundle.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type BundleRequest, bundleApp } from './bundle-app.js'
import { bundleFile, bundleKey, isFresh, recordBundle } from './bundle-cache.js'
import { bundleGuestWorker } from './bundle-guest-worker.js'
import type { Explained } from './explain-messages.js'
import { type FilePlan, planTexts } from './plan-files.js'

/** Where a bundle is or will be, and the plan of writing it; an empty plan where it is right already. */
export type PlannedBundle =
  | { readonly ok: true; readonly file: string; readonly bytes: number; readonly plan: FilePlan }
  | ({ readonly ok: false } & Explained)

/** Bundles the app unless that has been done. */
export async function planBundle(
  request: Omit<BundleRequest, 'file'> & { readonly appId: string },
): Promise<PlannedBundle> {
  const { projectDir, appId, emitted, target, tenon } = request
  const folder = join(projectDir, '.tenon')
  const name = bundleFile(appId)
  const file = join(folder, name)
  const key = bundleKey(emitted, target, tenon.version)
  if (await isFresh(projectDir, folder, appId, key))
    return { ok: true, file, bytes: (await stat(file)).size, plan: { folder, files: [] } }
  const bundled = await bundleApp({ ...request, file })
  if (!bundled.ok) return bundled
  const { code, map, inputs } = bundled
  const files = [
    ...(await threadFiles(request)),
    // The folder is a cache; whoever commits everything should not commit it.
    { path: '.gitignore', text: '*\n' },
    { path: name, text: code },
    { path: `${name}.json`, text: await recordBundle(projectDir, { key, code, inputs }) },
    { path: `${name}.map`, text: map },
  ]
  return { ok: true, file, bytes: Buffer.byteLength(code), plan: await planTexts(folder, files) }
}

/** Beside a bundle with guests in threads of their own stands the code of such a thread, and what says that it is a module. */
async function threadFiles({ emitted, tenon }: Pick<BundleRequest, 'emitted' | 'tenon'>) {
  if (!emitted.files.some(({ text }) => text.includes("'tenon/engine/worker'"))) return []
  return [
    { path: 'guest-worker.js', text: await bundleGuestWorker(tenon) },
    { path: 'package.json', text: '{ "type": "module" }\n' },
  ]
}
