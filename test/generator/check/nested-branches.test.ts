import { expect, it } from 'vitest'
import { checkYaml } from './check-yaml.js'

/** An `if` in an `if`, as deep as that; at each level both branches bind one name to values of different types. */
function nested(depth: number, indent: string): string {
  if (depth === 0) return `${indent}- { expr: 1, as: leaf }\n`
  const inner = `${indent}    `
  return [
    `${indent}- if: { var: input.deep }\n${indent}  then:\n`,
    nested(depth - 1, inner),
    `${inner}- { expr: { cat: [x] }, as: v${depth} }\n`,
    `${indent}  else:\n${inner}- { expr: { "+": [1] }, as: v${depth} }\n`,
  ].join('')
}

// Checking the branches of each level once more for every level around it would take hours.
it('takes nested branches in a time that does not double with each level', () => {
  const yaml = `
app: { id: deep, name: Deep, tz: UTC }
domain:
  actions:
    dig:
      in: { deep: bool! }
      do:
${nested(40, '        ')}
      return: { $expr: { coalesce: [{ var: v1 }, { var: v40 }] } }
`
  const outcome = checkYaml(yaml)
  expect(outcome.diagnostics).toEqual([])
})
