import type { HostFunctions, NativeContext, NativeModule } from '../../contract/native.js'
import { buffer } from '../buffer/index.js'
import { type Abort, untilAborted } from '../host/abort.js'
import { FileTree } from './file-tree.js'
import { type FsConfig, readFsConfig } from './fs-config.js'
import { declaration, guestCode } from './guest-code.js'
import { type MountTable, openMounts } from './mount-table.js'
import { createOperations, type Operations } from './operations.js'
import { signatures } from './signatures.js'
import { runAtOnce, runLater, type Steps } from './steps.js'

export type { FsAccess, FsConfig, FsMount } from './fs-config.js'

function bind(context: NativeContext<FsConfig>): HostFunctions {
  const { mounts, maxReadBytes } = readFsConfig(context.config)
  const table = openMounts(mounts)
  const operations = Object.entries(createOperations(new FileTree(table, maxReadBytes))) as [
    keyof Operations,
    Operation,
  ][]
  const functions = operations.flatMap(([name, operation]): [string, (...args: never[]) => unknown][] => [
    [name, (...args) => untilAborted(context, async (abort: Abort) => runLater(operation(...args), abort))],
    [`${name}Sync`, (...args) => runAtOnce(operation(...args))],
  ])
  return { ...Object.fromEntries(functions), capabilities: () => capabilitiesOf(table) }
}

type Operation = (...args: never[]) => Steps<unknown>

function capabilitiesOf({ mounts }: MountTable): object {
  const isEmbedded = mounts.some(({ backend }) => backend.kind === 'embedded')
  return {
    backend: mounts.some(({ backend }) => backend.kind === 'host') ? 'host' : 'embedded',
    read: true,
    write: mounts.some(({ backend }) => !backend.isReadOnly),
    embedded: isEmbedded,
    mounts: mounts.map(({ at, backend }) => ({
      at: `/${at.join('/')}`,
      access: backend.isReadOnly ? 'read' : 'write',
    })),
  }
}

/** Files with Node's names, beneath the folders of the config and nowhere else. */
export const fs: NativeModule<FsConfig> = {
  kind: 'native',
  name: 'fs',
  capabilities: ['fs.read', 'fs.write'],
  bind,
  signatures,
  guestCode,
  uses: [buffer],
  declaration,
}

export default fs
