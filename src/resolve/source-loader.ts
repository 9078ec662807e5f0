/** Where sources come from. All paths are absolute, with forward slashes. */
export interface SourceLoader {
  /** The text of a file; null where there is no such file, or a folder. What it throws ends the search. */
  read(path: string): string | null
  /** Is there such a file? Default: `read` gives a text. */
  has?(path: string): boolean
  /** The names of what lies in a folder, for suggestions alone; nothing where there is no such folder. Default: nothing. */
  list?(folder: string): readonly string[]
  /** The path without symbolic links. Default: the path itself. */
  realPath?(path: string): string
}
