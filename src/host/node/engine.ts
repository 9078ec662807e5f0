export type { FileLoaderOptions } from './require/file-loader.js'
export { fileLoader } from './require/file-loader.js'
export { stripTypes } from './require/strip-types.js'
