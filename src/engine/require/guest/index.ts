// What a VM runs once to have `require`, where it is not part of what it runs first anyway.

import { openModules } from './open-modules.js'

declare const module: { exports: unknown }

module.exports = openModules
