/** A place in a source text: UTF-16 offsets into the decoded text, end exclusive. Lines and columns are found only when printed. */
export interface Span {
  /** As in the source set: relative to the project, forward slashes. */
  readonly file: string
  readonly start: number
  readonly end: number
  /** Where the value stands that an alias at this place stands for. */
  readonly anchor?: Span
}

export interface Located {
  readonly at: Span
}
