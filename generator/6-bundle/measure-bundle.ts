// In: the emitted files and the composition that they were emitted from.
// Out: for each module, how many bytes the bundle would lose without it.
// Promise: nothing is written; bytes are those of the bundle that a build makes.
// Not its job: what lies outside of the bundle, such as a database driver.
import { join, resolve } from 'node:path'
import { type Metafile, transform } from 'esbuild'
import type { CompositionModel, ModuleModel } from '../artifact/app-model.js'
import { type BundleRequest, bundleApp, nameOutside } from './bundle-app.js'
import type { Explained } from './explain-messages.js'

/** A module of the manifest, or a native that a preset gives. */
export type WeighedModule = Pick<ModuleModel, 'id' | 'kind' | 'source' | 'specifier'>

/** What one module adds to the bundle. */
export interface ModuleWeight {
  /** All that the bundle would lose without it. */
  readonly bytes: number
  /** Of them, its own code; the rest is what it alone brings along. */
  readonly own: number
  /** The files of both, the largest first. */
  readonly files: readonly { readonly file: string; readonly bytes: number }[]
  /** Other modules that are made of the same source. */
  readonly sharedWith: readonly string[]
}

export type MeasuredBundle =
  | { readonly ok: true; readonly bytes: number; weigh(module: WeighedModule): Promise<ModuleWeight> }
  | ({ readonly ok: false } & Explained)

export interface MeasureRequest extends BundleRequest {
  readonly composition: CompositionModel
  /** The text of `guests.ts` without one guest; null where none is left. */
  guestsWithout(id: string): string | null
}

/** Bundles the app and says what each of its modules adds. */
export async function measureBundle(request: MeasureRequest): Promise<MeasuredBundle> {
  const bundled = await bundleApp(request)
  if (!bundled.ok) return bundled
  const bytes = Buffer.byteLength(bundled.code)
  return { ok: true, bytes, weigh: (module) => weigh(module, bundled.metafile, request) }
}

async function weigh(module: WeighedModule, metafile: Metafile, request: MeasureRequest): Promise<ModuleWeight> {
  const { composition } = request
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined)
  const bytesOf = (file: string): number => output?.inputs[file]?.bytesInOutput ?? 0
  const entry = output?.entryPoint ?? ''
  const factory = findFile('factory.ts', metafile, request)
  const all = reach(entry, metafile, () => true)
  const needed = new Set(specifiersOf(module, composition))
  const rest = reach(entry, metafile, (from, { original }) => from !== factory || !needed.has(original ?? ''))
  const ownFile = metafile.inputs[factory]?.imports.find(({ original }) => original === module.specifier)?.path
  const alone = [...all].filter((file) => !rest.has(file) || (module.kind !== 'guest' && file === ownFile))
  const code = await weighGuest(module, request)
  const files = [...(code === null ? [] : [code]), ...alone.map((file) => ({ file, bytes: bytesOf(file) }))]
  const named = files.map(({ file, bytes }) => ({ file: nameFile(file, request), bytes }))
  return {
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    own: code?.bytes ?? bytesOf(ownFile ?? ''),
    files: named
      .filter(({ bytes }) => bytes > 0)
      .sort((left, right) => right.bytes - left.bytes || compare(left, right)),
    sharedWith: sharing(module, composition),
  }
}

function compare(left: { readonly file: string }, right: { readonly file: string }): number {
  return left.file < right.file ? -1 : 1
}

/** Everything that an entry imports, however deep, over the imports that are to be followed. */
function reach(
  entry: string,
  { inputs }: Metafile,
  follows: (from: string, to: Metafile['inputs'][string]['imports'][number]) => boolean,
): ReadonlySet<string> {
  const found = new Set([entry])
  for (const file of found)
    for (const one of inputs[file]?.imports ?? []) if (one.external !== true && follows(file, one)) found.add(one.path)
  return found
}

function findFile(name: string, { inputs }: Metafile, { projectDir, generatedDir }: BundleRequest): string {
  const wanted = join(generatedDir, name)
  return Object.keys(inputs).find((file) => resolve(projectDir, file) === wanted) ?? ''
}

/** What `factory.ts` imports for the sake of this module alone. */
function specifiersOf(module: WeighedModule, composition: CompositionModel): readonly string[] {
  const others = composition.modules.filter(({ id }) => id !== module.id)
  const own = module.kind === 'guest' || sharing(module, composition).length > 0 ? [] : [module.specifier]
  const needsEngine = ({ kind }: WeighedModule): boolean => kind !== 'provider'
  const engine = needsEngine(module) && !others.some(needsEngine) ? ['tenon/engine'] : []
  return [...own, ...engine, ...specifiersOfGuest(module, composition)]
}

function specifiersOfGuest({ id }: WeighedModule, { guests, presetNatives }: CompositionModel): readonly string[] {
  const guest = guests.find(({ bundle }) => bundle.id === id)
  const others = guests.filter((other) => other !== guest)
  const natives = presetNatives.filter(
    ({ name }) =>
      guest?.presetNatives.includes(name) === true && !others.some((other) => other.presetNatives.includes(name)),
  )
  const isAlone = guest?.bundle.isolation === 'worker' && !others.some(({ bundle }) => bundle.isolation === 'worker')
  return [...natives.map(({ specifier }) => specifier), ...(isAlone ? ['tenon/engine/worker'] : [])]
}

function sharing({ id, kind, specifier }: WeighedModule, { modules }: CompositionModel): readonly string[] {
  if (kind === 'guest') return []
  return modules
    .filter((other) => other.id !== id && other.kind !== 'guest' && other.specifier === specifier)
    .map((other) => other.id)
}

/** The code of a guest is a text in `guests.ts`: what that file loses without it. */
async function weighGuest({ id, kind, source }: WeighedModule, { emitted, guestsWithout }: MeasureRequest) {
  if (kind !== 'guest') return null
  const whole = emitted.files.find(({ path }) => path === 'guests.ts')?.text ?? ''
  const [before, after] = await Promise.all([whole, guestsWithout(id) ?? 'export const guests = {}'].map(minifiedBytes))
  return { file: source, bytes: (before ?? 0) - (after ?? 0) }
}

async function minifiedBytes(text: string): Promise<number> {
  const { code } = await transform(text, { loader: 'ts', minifyWhitespace: true, charset: 'utf8', target: 'es2022' })
  return Buffer.byteLength(code)
}

function nameFile(file: string, request: BundleRequest): string {
  return nameOutside(resolve(request.projectDir, file), request) ?? file
}
