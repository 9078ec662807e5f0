import { join } from 'node:path'
import { build } from 'esbuild'
import type { TenonPackage } from './tenon-package.js'

/** The code of a thread for guests, as one ES module: the same for every app. */
export async function bundleGuestWorker({ root }: Pick<TenonPackage, 'root'>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'dist/src/host/node/guest-worker/guest-worker.js')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'es2022',
    legalComments: 'none',
    minifyWhitespace: true,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
