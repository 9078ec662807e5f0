// Sources that the host evaluates in the VM, under their own names, so that stacks tell them apart.

import type { ModuleFailure } from './protocol.js'
import { modulesKey } from './protocol.js'

const modules = `globalThis[Symbol.for(${JSON.stringify(modulesKey)})]`

/** A script that hands over a function of that code. Its lines stay what they are. */
export function wrapFunction(code: string, parameters: readonly string[]): string {
  return `${functionStart(parameters)}${code}\n})`
}

/** How many columns the first line of code is moved by. */
export function columnsBefore(parameters: readonly string[]): number {
  return functionStart(parameters).length
}

/** An ES module that exports what something else gave: all of it as the default, and its members by name. */
export function wrapExports(id: string, names: readonly string[]): string {
  const members = names.map(
    (name, index) => `const $${index} = given[${JSON.stringify(name)}]; ${exportAs(index, name)}`,
  )
  return [`const given = ${modules}.take(${JSON.stringify(id)})`, 'export default given', ...members].join('\n')
}

/** An ES module in the place of one that cannot be had: it throws the reason, whatever names were asked of it. */
export function wrapFailure(failure: ModuleFailure, names: readonly string[]): string {
  const members = names.map((name, index) => `let $${index}; ${exportAs(index, name)}`)
  return ['export default undefined', ...members, `throw ${modules}.failed(${JSON.stringify(failure)})`].join('\n')
}

/** An ES module that knows where it lies, and tells when it has run. Its lines stay what they are. */
export function wrapEsModule(id: string, folder: string, code: string): string {
  const [filename, dirname, url] = [id, folder, fileUrl(id)].map((text) => JSON.stringify(text))
  const meta = `Object.assign(import.meta, { url: ${url}, filename: ${filename}, dirname: ${dirname} });`
  return `${meta}${code}\nimport * as $tenonSelf from ${filename}; ${modules}.evaluated(${filename}, $tenonSelf);`
}

function functionStart(parameters: readonly string[]): string {
  return `${modules}.compiled(function (${parameters.join(', ')}) {`
}

function exportAs(index: number, name: string): string {
  return `export { $${index} as ${name} }`
}

function fileUrl(path: string): string {
  const escaped = path.split('/').map((part) => encodeURIComponent(part).replaceAll('%3A', ':'))
  return `file://${path.startsWith('/') ? '' : '/'}${escaped.join('/')}`
}
