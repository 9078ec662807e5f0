import type { ModelOptions } from '../artifact/app-model.js'
import { surfaceBindingIdentifier } from '../artifact/identifier.js'
import type {
  CheckedSurface,
  CheckedSurfaceBinding,
  SurfaceBindingModel,
  SurfaceModel,
} from '../artifact/wiring-model.js'
import { compareTexts } from './in-order.js'
import { modelHttpCall } from './model-http-call.js'

/** The surfaces that an app is wired to. */
export function modelSurfaces(
  surfaces: readonly CheckedSurface[],
  locate: ModelOptions['locate'],
): readonly SurfaceModel[] {
  return surfaces
    .filter(({ bindings }) => bindings.length > 0)
    .map(({ type, bindings }) => ({
      type,
      bindings: inKindOrder(bindings).map((one) => modelBinding(type, one, locate)),
    }))
    .sort((left, right) => compareTexts(left.type, right.type))
}

const kinds = ['query', 'mutation', 'route']

function inKindOrder(bindings: readonly CheckedSurfaceBinding[]): readonly CheckedSurfaceBinding[] {
  return [...bindings].sort(
    (left, right) => kinds.indexOf(left.kind) - kinds.indexOf(right.kind) || compareTexts(left.id, right.id),
  )
}

function modelBinding(
  type: SurfaceModel['type'],
  { at, ...binding }: CheckedSurfaceBinding,
  locate: ModelOptions['locate'],
): SurfaceBindingModel {
  return {
    ...binding,
    identifier: surfaceBindingIdentifier(type, binding.kind, binding.id),
    origin: locate(at),
    call: type === 'http' ? modelHttpCall(binding) : null,
  }
}
