import { type Code, catalogue } from './catalogue.js'
import type { Example } from './example.js'
import { explainCode } from './explain-code.js'

/** Docs/diagnostics.md: every code with its text, its explanation, its help and a sample of what is printed. */
export function diagnosticsPage(samples: ReadonlyMap<string, string>): string {
  const codes = (Object.keys(catalogue) as Code[]).sort()
  const list = codes.map((code) => `- [${code}](#${code})`).join('\n')
  return `${head}${list}\n\n${codes.map((code) => describe(code, samples.get(code))).join('\n')}`
}

const head = `# Diagnostics

Everything that can be wrong with an app spec, a module manifest or a lockfile, by code. \`tenon explain <code>\` says the same
without the network. Codes are stable: a released code never changes its meaning and is never used again.
[What the command line prints](command-line.md) tells of formats, \`--fix\` and suppressions.

This page is written by \`scripts/diagnostics-docs.mjs\` from the catalogue (\`generator/diagnostic/\`) and from the samples of the
tests (\`test/generator/diagnostics/\`); a test holds it current.

`

function showExample(example: Example | null): string {
  if (example === null) return ''
  const { file, wrong, right } = example
  const language = file.endsWith('.ts') ? 'ts' : 'yaml'
  const block = (text: string): string => `\n\`\`\`${language}\n${text}\n\`\`\`\n`
  return `\nWrong, in \`${file}\`:\n${block(wrong)}\nRight:\n${block(right)}`
}

function describe(code: Code, sample: string | undefined): string {
  const { severity, message, help, text, example } = explainCode(code)
  const shown = sample === undefined ? '' : `\n\`\`\`text\n${sample.trimEnd()}\n\`\`\`\n`
  return `## ${code}\n\n*${severity}*: ${message.replaceAll('<', '\\<')}\n\n${text}\n\n**What to do.** ${help}\n${showExample(example)}${shown}`
}
