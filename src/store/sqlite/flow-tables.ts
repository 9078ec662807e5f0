/**
 * The tables of flow runs, for `migrate`: made in files of earlier versions too. Of each flow and correlation key the
 * first job is marked as its head, so that finding the next one that may run looks at no other. `ready_at` is the end of
 * the lease while somebody works on a job, and else of its wait.
 */
export const flowTables = `
  CREATE TABLE IF NOT EXISTS tenon_flow_jobs (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    flow TEXT NOT NULL,
    correlation TEXT,
    job BLOB NOT NULL,
    is_head INTEGER NOT NULL,
    ready_at REAL NOT NULL,
    token TEXT,
    started_at REAL,
    breaks INTEGER NOT NULL,
    retry_step TEXT,
    retry_attempts INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS tenon_flow_jobs_lane ON tenon_flow_jobs (flow, correlation, place);
  CREATE INDEX IF NOT EXISTS tenon_flow_jobs_head ON tenon_flow_jobs (place) WHERE is_head = 1;
  CREATE TABLE IF NOT EXISTS tenon_flow_steps (
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    output BLOB NOT NULL,
    PRIMARY KEY (id, path)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tenon_flow_failures (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    job BLOB NOT NULL,
    failure BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    failed_at REAL NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tenon_flow_state (
    flow TEXT NOT NULL,
    correlation TEXT NOT NULL,
    state BLOB NOT NULL,
    runs INTEGER NOT NULL,
    runs_since REAL NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (flow, correlation)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS tenon_flow_state_expires_at ON tenon_flow_state (expires_at);
  CREATE TABLE IF NOT EXISTS tenon_flow_keys (
    place INTEGER PRIMARY KEY,
    flow TEXT NOT NULL,
    correlation TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (flow, correlation, key)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS tenon_flow_keys_place ON tenon_flow_keys (flow, correlation, place);
  CREATE TABLE IF NOT EXISTS tenon_flow_counts (
    flow TEXT PRIMARY KEY NOT NULL,
    completed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    deduped INTEGER NOT NULL
  ) STRICT;
`
