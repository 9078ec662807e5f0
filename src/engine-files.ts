export type { FileLoaderOptions } from './host/node/require/file-loader.js'
export { fileLoader } from './host/node/require/file-loader.js'
export { stripTypes } from './host/node/require/strip-types.js'
