const bare = 'nothing of Node or of the web is there for a guest, but what it is granted'

/** What the most common findings of TypeScript come to, in plain words. */
const problems: Readonly<Record<string, string>> = {
  TS2304: 'a guest has no such name',
  TS2305: 'what is imported does not exist',
  TS2307: 'nothing is known of what is imported',
  TS2322: 'a value is not of the type that is needed here',
  TS2339: 'there is no such member',
  TS2345: 'an argument is not of the type that is taken',
  TS2353: 'there is a member that nobody asks for',
  TS2532: 'a value may be absent here',
  TS2551: 'there is no such member',
  TS2552: 'a guest has no such name',
  TS2554: 'there are too many or too few arguments',
  TS2580: bare,
  TS2584: bare,
  TS2591: bare,
  TS2614: 'what is imported does not exist',
  TS2739: 'members are missing',
  TS2740: 'members are missing',
  TS2741: 'a member is missing',
  TS2769: 'the function cannot be called with these arguments',
  TS7006: 'a parameter needs a type',
  TS7031: 'a parameter needs a type',
  TS18046: 'nothing is known of a value here',
  TS18047: 'a value may be null here',
  TS18048: 'a value may be absent here',
}

/** A finding in plain words. */
export function sayTypeProblem(code: string): string {
  return problems[code] ?? 'TypeScript refuses it'
}
