import type { AppModel, GuestModel } from '../../artifact/app-model.js'
import { literal, memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc, writeImport } from './module-text.js'

/** `guests.ts`: the code of each guest with what it may use; null for an app without guests. */
export function emitGuests({ composition: { guests } }: AppModel, head: readonly string[]): string | null {
  if (guests.length === 0) return null
  const out = new Writer()
  for (const line of head) out.line(line)
  writeImport(out, { from: 'tenon/engine', values: [], types: ['GuestBundle'] })
  out.line('')
  out.line('/** The guests of this app by manifest id: bundled code, and what each may use. */')
  out.block('export const guests = {', '} as const satisfies Readonly<Record<string, GuestBundle>>', () => {
    for (const guest of guests) writeGuest(out, guest)
  })
  return textOf(out)
}

function writeGuest(out: Writer, { bundle, origin }: GuestModel): void {
  const { id, source, code, map, integrity, provides, requires, lifetime, isolation, limits } = bundle
  writeDoc(out, origin)
  out.block(`${memberName(id)}: {`, '},', () => {
    out.line(`id: ${quote(id)},`)
    out.line(`source: ${quote(source)},`)
    writeCode(out, code)
    if (map === null) out.line('map: null,')
    else out.line(`map: ${quote(map)},`)
    out.line(`integrity: ${quote(integrity)},`)
    out.code('provides: ', literal(provides), ',')
    out.code('requires: ', literal(requires), ',')
    out.line(`lifetime: ${quote(lifetime)},`)
    out.line(`isolation: ${quote(isolation)},`)
    out.code('limits: ', literal(limits), ',')
  })
}

/** Line by line, so that a change of the guest is a change of a few lines here. */
function writeCode(out: Writer, code: string): void {
  const lines = code.split('\n')
  out.block('code: [', "].join('\\n'),", () => {
    for (const line of lines) out.line(`${quote(line)},`)
  })
}
