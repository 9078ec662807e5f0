import { isAbsolutePath } from '../../resolve/paths.js'
import { EngineError } from '../engine-error.js'
import type { RequireSettings } from './require-settings.js'

/** Settings that no module could be found with. */
export function findBadSettings(settings: RequireSettings): EngineError[] {
  const { loader, root, globalFolders, conditions, transform, onCycle } = settings
  const checks: readonly (readonly [member: string, isRight: boolean, wanted: string])[] = [
    ['loader', loader === undefined || typeof loader?.read === 'function', 'an object with a function `read`'],
    ['root', root === undefined || (typeof root === 'string' && isAbsolutePath(root)), 'an absolute path with "/"'],
    ['globalFolders', isListOfPaths(globalFolders), 'a list of paths, none of them blank'],
    ['conditions', isListOfPaths(conditions), 'a list of names'],
    ['transform', transform === undefined || typeof transform === 'function', 'a function'],
    ['onCycle', onCycle === undefined || typeof onCycle === 'function', 'a function'],
  ]
  return checks
    .filter(([, isRight]) => !isRight)
    .map(([member, , wanted]) => {
      const option = `require.${member}`
      return new EngineError('ERR_SPEC_INVALID', `The option \`${option}\` must be ${wanted}.`, {
        kind: 'option',
        option,
      })
    })
}

function isListOfPaths(value: readonly string[] | undefined): boolean {
  if (value === undefined) return true
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item.trim() !== '')
}
