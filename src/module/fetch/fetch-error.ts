/** As the web's `fetch` fails, with a code. */
export function fetchError(code: string, message: string): Error {
  return Object.assign(new TypeError(message), { code })
}
