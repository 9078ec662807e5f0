/** What guest code of this module calls at the host: it keeps nothing from call to call. */
export interface Host {
  random(count: number): Uint8Array
  hash(algorithm: string, data: Uint8Array): Uint8Array
  hmac(algorithm: string, key: Uint8Array, data: Uint8Array): Uint8Array
}
