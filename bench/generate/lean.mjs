// The floor: the least that any generator with our output must do. Reads the YAML, prints types, validators and a client
// from templates, checks nothing, and bundles with esbuild.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { load } from 'js-yaml'

const [dir] = process.argv.slice(2)
const app = load(readFileSync(join(dir, 'app.yaml'), 'utf8'))
const out = join(dir, 'lean')
mkdirSync(out, { recursive: true })

const words = { text: 'string', id: 'string', timestamp: 'string', int: 'number', number: 'number', bool: 'boolean' }
const checks = { string: "typeof v === 'string'", number: "typeof v === 'number'", boolean: "typeof v === 'boolean'" }
const typeOf = (type) =>
  typeof type === 'string'
    ? words[type.replace('!', '')]
    : type.enum
      ? type.enum.map((value) => JSON.stringify(value)).join(' | ')
      : `{ ${Object.entries(type.object)
          .map(([name, inner]) => `${name}: ${typeOf(inner)}`)
          .join('; ')} }`
const types = []
const code = []
for (const [name, { fields }] of Object.entries(app.domain.collections)) {
  types.push(
    `export interface Row_${name} {`,
    ...Object.entries(fields).map(([field, type]) => `  ${field}: ${typeOf(type)}`),
    '}',
  )
}
for (const entrypoint of [...app.queries, ...app.mutations]) {
  types.push(
    `export interface In_${entrypoint.id} {`,
    ...Object.entries(entrypoint.in).map(([field, type]) => `  ${field}?: ${typeOf(type)} | null`),
    '}',
  )
  code.push(
    `export function read_${entrypoint.id}(input: Record<string, unknown>) {`,
    '  const problems: string[] = []',
  )
  for (const [field, type] of Object.entries(entrypoint.in)) {
    const check = checks[typeOf(type)] ?? `${JSON.stringify(type.enum)}.includes(v)`
    code.push(
      `  { const v = input.${field}; if (v !== undefined && v !== null && !(${check})) problems.push('${field}') }`,
    )
  }
  code.push(
    `  return { problems, value: { ${Object.keys(entrypoint.in)
      .map((field) => `${field}: input.${field}`)
      .join(', ')} } }`,
    '}',
  )
  code.push(
    `export const ${entrypoint.id} = (call: (id: string, read: unknown) => unknown, input: Record<string, unknown>) => { const read = read_${entrypoint.id}(input); return call('${entrypoint.id}', read) }`,
  )
}
writeFileSync(join(out, 'contracts.ts'), `${types.join('\n')}\n`)
writeFileSync(join(out, 'program.ts'), `${code.join('\n')}\n`)
await build({
  entryPoints: [join(out, 'program.ts')],
  outfile: join(out, 'program.mjs'),
  bundle: true,
  format: 'esm',
  logLevel: 'silent',
})
