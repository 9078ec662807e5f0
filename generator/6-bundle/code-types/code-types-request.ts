import type { GuestModel } from '../../artifact/app-model.js'
import type { CheckedModule } from '../../artifact/checked-composition.js'
import type { ModuleSyntax } from '../../artifact/documents.js'
import type { FileSet } from '../../artifact/file-set.js'
import type { TenonPackage } from '../tenon-package.js'

/** A project whose modules are held against their types. */
export interface CodeTypesRequest {
  readonly appId: string
  /** Absolute. */
  readonly projectDir: string
  /** Relative to the project: `generated/helpdesk`. */
  readonly generatedDir: string
  readonly emitted: FileSet
  readonly tenon: TenonPackage
  readonly modules: readonly CheckedModule[]
  readonly manifest: readonly ModuleSyntax[]
  /** The ids of the app's ports: what `Ports` of contracts.ts has. */
  readonly ports: ReadonlySet<string>
  readonly guests: readonly GuestModel[]
  /** `guest.d.ts` as one guest sees it. */
  typesOf(guest: string): string
}
