/** What is wrong with one value of an input. `path` joins member names and indexes with dots; `$` is the whole. */
export interface Issue {
  readonly path: string
  readonly problem: string
}

/** Where readers report. One per read; costs nothing while all is well. */
export interface Issues {
  /** Undefined while there are none. */
  readonly found: readonly Issue[] | undefined
  /** `member` is the member or index that is wrong within what was entered; null for that thing itself. */
  add(member: string | number | null, problem: string): void
  /** What is reported from now on lies within this member. */
  enter(member: string | number): void
  leave(): void
}
