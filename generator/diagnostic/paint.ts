import { styleText } from 'node:util'

/** What a piece of printed text is; colours belong to the meaning, never to the place that prints. */
export type Meaning = 'error' | 'warning' | 'info' | 'frame' | 'strong' | 'good' | 'faint'

/** Colours a text, or leaves it as it is where the stream shows no colours. */
export type Paint = (meaning: Meaning, text: string) => string

type Style = Parameters<typeof styleText>[0]

const styles: Readonly<Record<Meaning, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'cyan'],
  frame: ['blue'],
  strong: ['bold'],
  good: ['green'],
  faint: ['dim'],
}

/** Paints with the terminal's colours. Whether the stream takes them is decided before, so it is not looked at again. */
export const inColor: Paint = (meaning, text) =>
  text === '' ? '' : styleText(styles[meaning], text, { validateStream: false })

/** Paints nothing. */
export const plain: Paint = (_, text) => text
