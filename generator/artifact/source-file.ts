/** One text of the project, decoded; nothing in it is understood yet. A BOM is dropped, line ends are as they were. */
export interface SourceFile {
  /** Relative to the project's folder, forward slashes. */
  readonly path: string
  readonly text: string
}
