import type { Issue, Issues } from '../contract/issues.js'

// More tells the caller nothing, and an input of a million unknown members must not make a larger answer.
const most = 1000

type Member = string | number

/** The issues of one read, with their paths. What is found within a value that is itself wrong is left out. */
export class IssueList implements Issues {
  found: Issue[] | undefined = undefined
  private path: Member[] | undefined = undefined
  // The depth at which a whole value was wrong: until that is left, its members have nothing to say.
  private wrongFrom = -1

  add(member: Member | null, problem: string): void {
    const depth = this.path === undefined ? 0 : this.path.length
    if (this.wrongFrom !== -1 && depth >= this.wrongFrom) return
    if (member === null) this.wrongFrom = depth
    this.found ??= []
    if (this.found.length < most) this.found.push({ path: pathOf(this.path, member), problem })
  }

  enter(member: Member): void {
    if (this.path === undefined) this.path = [member]
    else this.path.push(member)
  }

  leave(): void {
    this.path?.pop()
    if (this.path !== undefined && this.path.length < this.wrongFrom) this.wrongFrom = -1
  }
}

function pathOf(path: readonly Member[] | undefined, member: Member | null): string {
  const outer = path === undefined || path.length === 0 ? null : path.join('.')
  if (member === null) return outer ?? '$'
  return outer === null ? `${member}` : `${outer}.${member}`
}

/** One line that names the first few issues, for a message. */
export function describeIssues(issues: readonly Issue[]): string {
  const named = issues.slice(0, 3).map(({ path, problem }) => (path === '$' ? problem : `${path} ${problem}`))
  const more = issues.length - named.length
  return more > 0 ? `${named.join('; ')}; and ${more} more` : named.join('; ')
}
