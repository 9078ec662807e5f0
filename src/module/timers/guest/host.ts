/** What guest code of this module calls at the host: alarms by id, which come back through the hook `fire`. */
export interface Host {
  arm(id: number, ms: number, unref: boolean): void
  disarm(id: number): void
}
