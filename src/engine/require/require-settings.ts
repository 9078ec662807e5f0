import type { SourceLoader } from '../../resolve/source-loader.js'
import type { SourceTransform } from '../../resolve/source-transform.js'

/** How guests' `require` and `import` find what they are asked for. Without a loader there are natives alone. */
export interface RequireSettings {
  /** Where files come from. Default: there are none. */
  readonly loader?: SourceLoader | undefined
  /** The folder that relative names of scripts are seen from. Default: `/`. */
  readonly root?: string | undefined
  /** Folders that are searched when no `node_modules` holds a package, in this order. */
  readonly globalFolders?: readonly string[] | undefined
  /** Conditions of a package's `exports` that hold beside `require` or `import` and `default`. */
  readonly conditions?: readonly string[] | undefined
  /** Makes JavaScript of TypeScript. Default: TypeScript is refused. */
  readonly transform?: SourceTransform | undefined
  /** Names of natives that exist and may not be required, with who says so. Default: what is not granted does not exist. */
  readonly denied?: Readonly<Record<string, string>> | undefined
  /**
   * Told of modules that require each other in a circle: the path of each, the first once more at the end. Default: the logger is,
   * as a warning.
   */
  readonly onCycle?: ((chain: readonly string[]) => void) | undefined
}
