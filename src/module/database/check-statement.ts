import { databaseError } from './database-error.js'

// What reads or writes rows, and what makes the tables for them. Everything else reaches past the database or the
// transaction: ATTACH and VACUUM open other files, PRAGMA changes how the connection works, BEGIN and its like end what
// `transaction` has begun.
const verbs = ['SELECT', 'VALUES', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'CREATE', 'ALTER', 'DROP']

/** Throws where a text is not one of the statements that guests may give. That there is one alone, the driver checks. */
export function checkStatement(sql: string): void {
  if (sql.includes('\0')) throw refusal('a statement without null bytes', 'a null byte')
  const words = readWords(sql)
  const start = words.slice(0, 4).map(({ text, isBare }) => (isBare ? text.toUpperCase() : ''))
  const verb = start[0] === 'EXPLAIN' ? start[start[1] === 'QUERY' && start[2] === 'PLAN' ? 3 : 1] : start[0]
  if (verb === undefined || !verbs.includes(verb))
    throw refusal(`one of ${verbs.join(', ')}`, start[0] || 'something else')
  // As tables these tell of the host's files, among other things.
  const pragma = words.find(({ text }) => /^pragma_/i.test(text))
  if (pragma !== undefined) throw refusal('a statement without pragmas', pragma.text)
}

function refusal(wanted: string, found: string): Error {
  return databaseError('ERR_DATABASE_STATEMENT', `a statement must be ${wanted}, and this has ${found}`)
}

interface Word {
  readonly text: string
  readonly isBare: boolean
}

// SQLite's own rules, to the letter: a comment that ended elsewhere here than there would hide a statement.
const space = /[ \t\n\f\r\ufeff]+/y
const lineComment = /--[^\n]*/y
const blockComment = /\/\*[\s\S]*?(?:\*\/|$)/y
const bare = /[A-Za-z0-9_$\u0080-\uffff]+/y
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y

// Names and texts, in order; what stands between them counts as a word that is empty.
function readWords(sql: string): readonly Word[] {
  const words: Word[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(sql)?.[0]
    at += found?.length ?? 0
    return found
  }
  while (at < sql.length) {
    if (take(space) ?? take(lineComment) ?? take(blockComment)) continue
    const name = take(bare)
    const text = name ?? take(quoted)?.slice(1, -1)
    if (text === undefined) at += 1
    words.push({ text: text ?? '', isBare: name !== undefined })
  }
  return words
}
