export type { GrantedNative, GuestBundle, GuestLimits } from './contract/guest.js'
export { defaultGuestLimits } from './contract/guest.js'
export type {
  Crossing,
  CrossingSchema,
  GuestFunction,
  HostFunction,
  HostFunctions,
  NativeCapability,
  NativeContext,
  NativeExports,
  NativeModule,
  NativeTimers,
  Parameter,
  Signature,
  ValueBag,
} from './contract/native.js'
export type {
  CallContext,
  CallTerms,
  InitializerModule,
  Loop,
  ModuleRegistry,
  OwnedWork,
  Owner,
  OwnerMetrics,
  RuntimeContext,
  Vm,
} from './contract/owned-runtime.js'
export { appGuest, appInitializer, appNative } from './engine/app-modules.js'
export type { CloseOptions, RuntimeState } from './engine/composition/close-runtime.js'
export { CompositionError } from './engine/composition/composition-error.js'
export type {
  EngineClock,
  EngineOptions,
  FactoryOptions,
} from './engine/composition/engine-options.js'
export type { ErrorListener, RuntimeErrorEvent } from './engine/composition/error-events.js'
export type { ExplainedInitializer, ExplainedModule, Explanation } from './engine/composition/explain-recipe.js'
export type { Factory } from './engine/composition/factory.js'
export type { GivenInitializer, GivenModule } from './engine/composition/factory-builder.js'
export { FactoryBuilder } from './engine/composition/factory-builder.js'
export type { InitializerEntry, InitializerEntryOptions } from './engine/composition/initializer-entry.js'
export { runtimeInitializer } from './engine/composition/initializer-entry.js'
export type { NativeEntry, NativeEntryOptions } from './engine/composition/native-entry.js'
export { nativeModule } from './engine/composition/native-entry.js'
export type { OwnedRuntime, RuntimeFace } from './engine/composition/owned-runtime.js'
export type { RuntimeOptions } from './engine/composition/runtime-options.js'
export type { ContextChanges } from './engine/context/linked-context.js'
export { createCallContext } from './engine/context/linked-context.js'
export type { EngineErrorCode } from './engine/engine-error.js'
export { EngineError, GuestError } from './engine/engine-error.js'
export type { Scripts, ScriptsRequest } from './engine/guest/open-scripts.js'
export { openScripts } from './engine/guest/open-scripts.js'
export type { LoopClock } from './engine/loop/loop-clock.js'
export { VirtualClock } from './engine/loop/virtual-clock.js'
export type { ModuleRootsOptions } from './engine/require/module-roots.js'
export { moduleRoots } from './engine/require/module-roots.js'
export type { RequireSettings } from './engine/require/require-settings.js'
export type { SelectedModule } from './engine/require/selection/select-modules.js'
export type { ChooseModules, Selection } from './engine/require/selection/selection.js'
export { add, custom, exclude, only, pipeline, safe } from './engine/require/selection/selection.js'
export { memoryLoader } from './resolve/memory-loader.js'
export type { SourceLoader } from './resolve/source-loader.js'
export type { SourceFormat, SourceTransform, TransformedSource } from './resolve/source-transform.js'
export { SourceProblem } from './resolve/source-transform.js'
