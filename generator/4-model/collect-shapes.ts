import type { AppModel, BindingModel, StepModel } from '../artifact/app-model.js'
import type { ObjectShape, ValueType } from '../artifact/value-type.js'
import { compareTexts } from './in-order.js'

type Shaped = Pick<
  AppModel,
  | 'collections'
  | 'signals'
  | 'capabilities'
  | 'ports'
  | 'actions'
  | 'flows'
  | 'projections'
  | 'queries'
  | 'mutations'
  | 'session'
  | 'routes'
  | 'views'
>

/** Every object type that the emitted code names, once each: the declared ones, and those of values that steps give. */
export function collectShapes(model: Shaped): readonly ObjectShape[] {
  const shapes = new ShapeCollector()
  for (const { record } of model.collections) shapes.add(record)
  for (const { payload } of model.signals) shapes.add(payload)
  for (const { input, output } of [...model.ports, ...model.capabilities]) {
    shapes.add(input)
    shapes.add(output)
  }
  for (const { input, output } of [...model.actions, ...model.mutations]) {
    shapes.add(input)
    shapes.addType(output)
  }
  for (const { payload, state } of model.flows) {
    shapes.add(payload)
    shapes.add(state)
  }
  for (const projection of model.projections) {
    shapes.add(projection.row)
    if (projection.strategy === 'timeline') shapes.add(projection.payload)
  }
  for (const { input } of [...model.queries, ...model.routes]) shapes.add(input)
  for (const { shape } of model.views.nodes) shapes.add(shape)
  for (const { scope } of model.views.screens) for (const { meta } of scope.slots) shapes.add(meta)
  if (model.session !== null) shapes.add(model.session.shape)
  for (const { steps } of [...model.capabilities, ...model.actions, ...model.flows]) shapes.addSteps(steps)
  return shapes.list()
}

class ShapeCollector {
  private readonly byName = new Map<string, ObjectShape>()

  list(): readonly ObjectShape[] {
    return [...this.byName.values()].sort((left, right) => compareTexts(left.name, right.name))
  }

  /** A shape without a name is written where it stands; what it holds may have names. */
  add(shape: ObjectShape): void {
    if (shape.name !== '') {
      if (this.byName.has(shape.name)) return
      this.byName.set(shape.name, shape)
    }
    for (const { type } of shape.fields) this.addType(type)
  }

  addType(type: ValueType): void {
    if (type.kind === 'array') this.addType(type.item)
    if (type.kind === 'object') this.add(type.shape)
  }

  addSteps(steps: readonly StepModel[]): void {
    for (const step of steps) {
      for (const { type } of bindingsOf(step)) this.addType(type)
      if (step.kind !== 'if') continue
      this.addSteps(step.then)
      this.addSteps(step.else)
    }
  }
}

function bindingsOf(step: StepModel): readonly BindingModel[] {
  if (step.kind === 'if') return step.declares
  return step.kind === 'set' || step.binding === null ? [] : [step.binding]
}
