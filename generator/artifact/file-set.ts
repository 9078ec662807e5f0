/** What phase 5 emits: texts by path within the app's output folder, in code-unit order of path. `tenon.json` is one of them. */
export interface FileSet {
  readonly files: readonly EmittedFile[]
}

export interface EmittedFile {
  /** Forward slashes, relative to `<out>/<app.id>/`. */
  readonly path: string
  readonly text: string
}
