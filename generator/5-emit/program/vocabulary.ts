import type * as Bound from '../../../src/semantics/bind-values.js'
import type * as Logic from '../../../src/semantics/expression-logic.js'
import type * as Numbers from '../../../src/semantics/expression-numbers.js'
import type * as Texts from '../../../src/semantics/expression-texts.js'
import type * as Paths from '../../../src/semantics/read-path.js'
import type * as Values from '../../../src/semantics/read-values.js'
import type * as Checks from '../../../src/semantics/valid.js'

type Exported =
  | keyof typeof Bound
  | keyof typeof Logic
  | keyof typeof Numbers
  | keyof typeof Texts
  | keyof typeof Paths
  | keyof typeof Values
  | keyof typeof Checks

/** The functions of `tenon/program` that emitted code calls. One that is renamed there does not compile here. */
export const functions = [
  'actionInput',
  'add',
  'asBool',
  'asEnum',
  'asInt',
  'asNumber',
  'asTimestamp',
  'concat',
  'contains',
  'divide',
  'equal',
  'exists',
  'fromBody',
  'given',
  'greater',
  'greaterOrEqual',
  'includes',
  'largest',
  'length',
  'less',
  'lessOrEqual',
  'lower',
  'multiply',
  'negate',
  'objectAt',
  'once',
  'optionalArray',
  'optionalBool',
  'optionalEnum',
  'optionalId',
  'optionalInt',
  'optionalNumber',
  'optionalObject',
  'optionalText',
  'optionalTimestamp',
  'own',
  'read',
  'remainder',
  'requiredArray',
  'requiredBool',
  'requiredEnum',
  'requiredId',
  'requiredInt',
  'requiredNumber',
  'requiredObject',
  'requiredText',
  'requiredTimestamp',
  'smallest',
  'subtract',
  'trim',
  'truthy',
  'upper',
  'valid',
] as const satisfies readonly Exported[]

/** The parts of the kernel that only some programs bring along, which `tenon/program` gives them. */
export const kernels = ['flowKernel', 'screenKernel', 'sessionKernel', 'timelineKernel'] as const

export type FunctionName = (typeof functions)[number] | (typeof kernels)[number]

/** The types of `tenon/program` that emitted code names. */
export const types = [
  'ActionProgram',
  'ActionRun',
  'AggregateMeta',
  'AggregateProgram',
  'CollectionProgram',
  'Context',
  'Deployment',
  'EmittedSignal',
  'Envelope',
  'EnvelopeMeta',
  'Failure',
  'FlowProgram',
  'FlowRun',
  'GuardProgram',
  'GuardedMeta',
  'InvariantProgram',
  'Issues',
  'MutationProgram',
  'NodeProgram',
  'PageMeta',
  'Persona',
  'PortProgram',
  'Principal',
  'Program',
  'ProjectionProgram',
  'QueryMeta',
  'QueryOutput',
  'QueryProgram',
  'RefreshTrigger',
  'RouteProgram',
  'RowGuardMeta',
  'RowViolation',
  'ScenarioProgram',
  'ScenarioSuite',
  'ScreenProgram',
  'ScreenScope',
  'SessionOutcome',
  'SessionProgram',
  'SignalContext',
  'SignalEnvelope',
  'SignalProgram',
  'StateMeta',
  'SurfaceBinding',
  'Surfaces',
  'TimelineMeta',
  'TimelineProgram',
  'Timings',
  'Violation',
  'Warning',
] as const

export type TypeName = (typeof types)[number]

/** What emitted functions call their own parameters and values; a name of the author's gives way to these. */
export const locals = [
  'acc',
  'before',
  'claims',
  'ctx',
  'input',
  'issues',
  'key',
  'op',
  'output',
  'payload',
  'principal',
  'raw',
  'record',
  'request',
  'roles',
  'row',
  'run',
  'session',
  'signal',
  'subject',
  'thrown',
] as const
