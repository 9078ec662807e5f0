/** What one check of the doctor found. A row that is not `ok` says what to type. */
export type Row =
  | { readonly check: string; readonly state: 'ok'; readonly found: string; readonly fix: null }
  | { readonly check: string; readonly state: 'warning' | 'failed'; readonly found: string; readonly fix: string }

export function fine(check: string, found: string): Row {
  return { check, state: 'ok', found, fix: null }
}

export function warning(check: string, found: string, fix: string): Row {
  return { check, state: 'warning', found, fix }
}

export function failed(check: string, found: string, fix: string): Row {
  return { check, state: 'failed', found, fix }
}
