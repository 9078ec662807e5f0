import { joinWords } from '../../diagnostic/suggest.js'

/** Names of which nobody can tell what they stand for, and those that are missing beside them. */
export interface OtherNames {
  readonly strange: readonly string[]
  readonly lacking: readonly string[]
}

/** Whether names are so unlike those that are wanted that they were written for something else: one mistake, however many they are. */
export function areOfAnother({ strange, lacking }: OtherNames): boolean {
  return strange.length > 0 && lacking.length > 0 && strange.length + lacking.length > 2
}

/** `has no member "title" and "tags", and requires "name"`. */
export function sayOtherNames(noun: string, { strange, lacking }: OtherNames): string {
  return `has no ${noun} ${list(strange)}, and requires ${list(lacking)}`
}

function list(names: readonly string[]): string {
  return joinWords(names.map((name) => `"${name}"`))
}
