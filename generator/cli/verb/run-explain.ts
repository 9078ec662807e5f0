import type { Json } from '../../../src/contract/json.js'
import { type Code, catalogue } from '../../diagnostic/catalogue.js'
import { type Explanation, explainCode } from '../../diagnostic/explain-code.js'
import { suggest } from '../../diagnostic/suggest.js'
import type { Answer } from '../answer.js'
import { exitCodes } from '../exit-code.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Says what a diagnostic means, without a project and without the network. */
export async function runExplain({ arguments: [code], flags }: VerbContext): Promise<Answer> {
  const codes = (Object.keys(catalogue) as Code[]).sort()
  if (flags.list === true || code === undefined) {
    const list = codes.map((listed) => explainCode(listed))
    const width = Math.max(...codes.map(({ length }) => length))
    const text = list
      .map((entry) => `${entry.code.padEnd(width)}  ${entry.severity.padEnd(7)}  ${entry.message}\n`)
      .join('')
    return answer(list.map(toJson), text)
  }
  const known = codes.find((listed) => listed === code)
  if (known === undefined) {
    const hint = suggest(code, codes)
    throw new UsageFailure(`there is no diagnostic "${code}"; ${hint ?? 'tenon explain --list names all'}`)
  }
  const explanation = explainCode(known)
  return answer(toJson(explanation), printExplanation(explanation))
}

function answer(result: Answer['result'], text: string): Answer {
  return { exitCode: exitCodes.fine, diagnostics: [], texts: [], result, text, keepsOutputPure: true }
}

function toJson({ code, severity, message, help, text, example }: Explanation): { readonly [member: string]: Json } {
  return { code, severity, message, help, text, example: example === null ? null : { ...example } }
}

function printExplanation({ code, severity, message, help, text, example }: Explanation): string {
  const shown =
    example === null
      ? ''
      : `\nWrong, in ${example.file}:\n\n${indented(example.wrong)}\nRight:\n\n${indented(example.right)}`
  return `${severity}[${code}]: ${message}\n\n${text}\n\nWhat to do: ${help}\n${shown}`
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ').concat('\n')
}
