import type { Key, ListShape, MappingShape, MapShape, Shape, TextShape, WordShape } from './shape.js'
import type { TextForm } from './text-form.js'

export function text(form: TextForm): TextShape {
  return { kind: 'text', form }
}

export function words(...all: readonly string[]): WordShape {
  return { kind: 'word', words: all }
}

export function mapping(name: string, keys: Readonly<Record<string, Key>>): MappingShape {
  return { kind: 'mapping', name, keys }
}

/** `about` is a plural, as in "a mapping of actions" or "of ports to modules"; what is named is called by its singular. */
export function mapOf(about: string, names: TextForm, entry: Shape): MapShape {
  const one = about
    .replace(/ to .*$/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
  return { kind: 'map', about: `a mapping of ${about}`, one, names, entry }
}

/** The fields of an object: names with their types. */
export function fieldMap(): MapShape {
  return { kind: 'map', about: 'a mapping of names to types', one: 'field', names: 'word', entry: { kind: 'type' } }
}

/** The same where every type is one scalar. */
export function scalarMap(): MapShape {
  return {
    kind: 'map',
    about: 'a mapping of names to types',
    one: 'field',
    names: 'word',
    entry: { kind: 'scalar-type' },
  }
}

/** `about` is a plural, as in "a list of steps". */
export function list(about: string, item: Shape): ListShape {
  return { kind: 'list', about: `a list of ${about}`, item, least: 0 }
}

/** A list in which a word stands once. */
export function onceEach(shape: ListShape): ListShape {
  return { ...shape, once: true }
}

/** A list that may not be empty. */
export function filledList(about: string, item: Shape): ListShape {
  return { ...list(about, item), least: 1 }
}
