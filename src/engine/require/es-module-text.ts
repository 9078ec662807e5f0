/** What natives are called among ES modules; no path begins so. */
export const nativePrefix = 'native:'

/** The key, in the registry of symbols, under which ES modules find their way to `require`. */
export const modulesKey = 'tenon.modules'

const modules = `globalThis[Symbol.for(${JSON.stringify(modulesKey)})]`

/** An ES module that exports what something else gave: all of it as the default, and its members by name. */
export function wrapExports(id: string, names: readonly string[]): string {
  const members = names.map(
    (name, index) => `const $${index} = given[${JSON.stringify(name)}]; export { $${index} as ${name} }`,
  )
  return [`const given = ${modules}.take(${JSON.stringify(id)})`, 'export default given', ...members].join('\n')
}

/** An ES module that knows where it lies, and tells when it has run. Its lines stay what they are. */
export function wrapEsModule(id: string, folder: string, code: string): string {
  const [filename, dirname, url] = [id, folder, fileUrl(id)].map((text) => JSON.stringify(text))
  const meta = `Object.assign(import.meta, { url: ${url}, filename: ${filename}, dirname: ${dirname} });`
  return `${meta}${code}\nimport * as $tenonSelf from ${filename}; ${modules}.evaluated(${filename}, $tenonSelf);`
}

function fileUrl(path: string): string {
  const escaped = path.split('/').map((part) => encodeURIComponent(part).replaceAll('%3A', ':'))
  return `file://${path.startsWith('/') ? '' : '/'}${escaped.join('/')}`
}
