import type { SourceFile } from '../artifact/source-set.js'
import { specDialect } from './dialect.js'
import { readYaml, type YamlDocument } from './yaml/read-yaml.js'

// The reading side asks for the includes of a file before the file is parsed with all the others.
const read = new WeakMap<SourceFile, YamlDocument>()

/** The tree of one file of a spec. It follows from the file alone, and is made once for each. */
export function readSpecFile(file: SourceFile): YamlDocument {
  const known = read.get(file)
  if (known !== undefined) return known
  const document = readYaml(file, specDialect.parseError)
  read.set(file, document)
  return document
}
