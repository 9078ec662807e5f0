import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { GuestBundle } from '../../contract/guest.js'
import { bundleFile, linesBefore } from '../vm/guest-bundle.js'

const place = new RegExp(`${bundleFile}:(\\d+):(\\d+)`, 'g')
const own = /^ *at .*\(tenon:prelude:/
const native = /^ *at .*\(native\)$/

/**
 * Makes stacks of a guest name the files, lines and columns that its bundle was made of, without the frames of the VM's own
 * code. Where a bundle has no map, places are those in the bundle, which is named as its source.
 */
export function createStackMap({ source, map }: Pick<GuestBundle, 'source' | 'map'>): (stack: string) => string {
  let traced: TraceMap | undefined
  const say = (_: string, lineText: string, columnText: string): string => {
    const line = Number(lineText) - linesBefore
    if (map === null) return `${source}:${line}:${columnText}`
    traced ??= new TraceMap(map)
    const found = originalPositionFor(traced, { line: Math.max(1, line), column: Number(columnText) - 1 })
    return found.source === null
      ? `${source}:${line}:${columnText}`
      : `${found.source}:${found.line}:${found.column + 1}`
  }
  return (stack) => ofGuest(stack.split('\n')).join('\n').replace(place, say)
}

// A builtin through which the VM's own code calls the guest is no frame of the guest's either.
function ofGuest(lines: readonly string[]): readonly string[] {
  const isOwn = (line: string | undefined): boolean => line !== undefined && own.test(line)
  return lines.filter((line, index) => !isOwn(line) && !(native.test(line) && isOwn(lines[index + 1])))
}
