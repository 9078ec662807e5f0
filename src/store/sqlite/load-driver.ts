import { createRequire } from 'node:module'
import type Driver from 'better-sqlite3'

type DriverClass = typeof Driver

/** The driver, which is an optional dependency; an error that says how to get it where it is not installed. */
export function loadDriver(): DriverClass {
  try {
    // Required when it is needed, and not imported: a static import would fail before anybody could say what to do.
    return createRequire(import.meta.url)('better-sqlite3') as DriverClass
  } catch (thrown) {
    throw new Error(
      'SQLite needs the package better-sqlite3, which is not installed: run "npm install better-sqlite3"',
      {
        cause: thrown,
      },
    )
  }
}
