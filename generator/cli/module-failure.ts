/** Code of the project breaks before any call reaches it. */
export class ModuleFailure extends Error {
  override readonly name = 'ModuleFailure'
}
