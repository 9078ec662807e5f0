/** Which module serves a port. */
export interface PortBinding {
  readonly port: string
  readonly version: string
  /** The id of the module. */
  readonly module: string
}
