export { deepFreeze } from '../../semantics/deep-freeze.js'
