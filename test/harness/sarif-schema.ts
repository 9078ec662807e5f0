import { Ajv } from 'ajv'
import { readText } from './source-files.js'

/** What is wrong with a SARIF log by the schema of the standard; empty where it is valid. */
export function findSarifProblems(log: unknown): readonly string[] {
  if (validate(log)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

// The schema is of draft 4, which calls its own address `id`, and one of its patterns is older than those of Unicode.
const { $schema: _, id: $id, ...schema } = JSON.parse(readText('test/harness/sarif-2.1.0/schema.json'))
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
ajv.addFormat('uri', (text: string) => URL.canParse(text))
ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'file:///') && /^[!-~]*$/.test(text))
ajv.addFormat('date-time', true)
const validate = ajv.compile({ ...schema, $id })
