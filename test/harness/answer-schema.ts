import { Ajv } from 'ajv'
import { readText } from './source-files.js'

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readText('docs/schema/answer.schema.json')),
)

/** What is wrong with the JSON document of a verb by the schema that is published; empty where it is valid. */
export function findAnswerProblems(document: unknown): readonly string[] {
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
