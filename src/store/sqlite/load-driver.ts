import { createRequire } from 'node:module'
import type Driver from 'better-sqlite3'

type DriverClass = typeof Driver

/** The driver, which is an optional dependency; an error that says how to get it where it is not installed. */
export function loadDriver(): DriverClass {
  try {
    return requireDriver()
  } catch (thrown) {
    throw new Error(
      'SQLite needs the package better-sqlite3, which is not installed: run "npm install better-sqlite3"',
      {
        cause: thrown,
      },
    )
  }
}

// Required when it is needed, and not imported: a static import would fail before anybody could say what to do.
function requireDriver(): DriverClass {
  const here = createRequire(import.meta.url)
  try {
    return here('better-sqlite3') as DriverClass
  } catch {
    // A bundled app lies in its own project, from where a strict installation shows this package, but not the driver.
    return createRequire(here.resolve('tenon/package.json'))('better-sqlite3') as DriverClass
  }
}
