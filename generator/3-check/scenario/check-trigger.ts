import { errors, violations } from '../../../src/contract/codes.js'
import type { TemplateModel } from '../../artifact/expression-model.js'
import type { Entry, Text } from '../../artifact/node.js'
import type { CheckedScenarioStep } from '../../artifact/scenario-model.js'
import type { EntrypointReference, TriggerSyntax } from '../../artifact/scenario-syntax.js'
import type { ShapeField } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { joinWords, suggestName } from '../../diagnostic/suggest.js'
import { type Context, within } from '../expression/scope.js'
import { reportRefusedArguments } from '../projection/find-refusal.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf } from '../template/contract.js'
import { canFit } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { withoutNull } from '../type/nullable.js'
import type { EntrypointContract, EntrypointContracts } from './entrypoint-contracts.js'
import { reportEarlyUses } from './find-early-uses.js'
import { listScope, type ScenarioWalk } from './scenario-walk.js'

type CheckedTrigger = NonNullable<CheckedScenarioStep['trigger']>

/** Checks what a step calls, and what it calls it with. Null where it does not say what. */
export function checkTrigger(
  trigger: TriggerSyntax,
  path: string,
  walk: ScenarioWalk,
  contracts: EntrypointContracts,
): CheckedTrigger | null {
  const scope = walk.before('the "input" of a trigger')
  const context = walk.context(path, scope)
  const target = findTarget(trigger, context)
  const contract = target === null ? null : findContract(target, contracts, context)
  const generates = readGenerate(trigger, context)
  const fromCapture = checkCaptures(
    trigger.fromCapture,
    { target, contract, walk },
    within(context, 'input_from_capture'),
  )
  const input = checkInput(trigger, { target, contract, generates }, context)
  if (trigger.input !== null) reportEarlyUses(trigger.input, walk.later, within(context, 'input'))
  const generated = generates && contract !== null ? listGenerated(trigger, contract, fromCapture) : []
  if (generates && contract !== null && generated.length === 0) {
    const problem = 'every input is given already, so there is none to generate'
    report(context, trigger.generate?.at ?? trigger.at, problem, 'generate')
  }
  checkCode(trigger, context)
  walk.called = { contract, status: trigger.status }
  if (target === null) return null
  const { status, code, at } = trigger
  const called = { kind: target.kind, id: target.id.text }
  return { at, ...called, input, fromCapture, generated, status, code: code?.text ?? null, scope: listScope(scope) }
}

function report(context: Context, at: TriggerSyntax['at'], problem: string, key: string | null = null): void {
  const { path } = key === null ? context : within(context, key)
  context.found.push(diagnostic('scenario_ir_invalid_error', at, { problem }, { path }))
}

function findTarget({ targets, at }: TriggerSyntax, context: Context): EntrypointReference | null {
  const [target, other] = targets
  if (target === undefined) {
    report(context, at, 'a trigger calls a "mutation", a "query" or a "route", and this one names none')
    return null
  }
  if (other === undefined) return target
  const named = joinWords(targets.map(({ kind }) => `"${kind}"`))
  report(context, other.id.at, `a trigger calls one entrypoint, and this one has ${named}`, other.kind)
  return null
}

function findContract(
  { kind, id: { text, at } }: EntrypointReference,
  contracts: EntrypointContracts,
  context: Context,
): EntrypointContract | null {
  const contract = contracts[kind].get(text)
  if (contract !== undefined) return contract
  const extras = { path: within(context, kind).path, ...suggestName({ text, at }, contracts[kind].keys()) }
  context.found.push(diagnostic('spec_reference_not_found_error', at, { kind, id: text }, extras))
  return null
}

function readGenerate({ generate }: TriggerSyntax, context: Context): boolean {
  if (generate === null) return false
  if (generate.kind === 'scalar' && typeof generate.value === 'boolean') return generate.value
  report(context, generate.at, '"generate" must be true or false', 'generate')
  // What it says is not known, so that no input is missed.
  return true
}

interface Called {
  readonly target: EntrypointReference | null
  readonly contract: EntrypointContract | null
}

function checkCaptures(
  entries: readonly Entry<Text>[],
  { target, contract, walk }: Called & { readonly walk: ScenarioWalk },
  context: Context,
): CheckedTrigger['fromCapture'] {
  for (const { name, value } of entries) {
    const { path, found } = within(context, name.text)
    const captured = walk.captured.get(value.text)
    const field = contract?.input.fields.find((one) => one.name === name.text)
    if (contract !== null && field === undefined) {
      const names = contract.input.fields.map((one) => one.name)
      const problem = `${target?.kind} "${target?.id.text}" has no input "${name.text}"`
      const extras = { path, ...suggestName(name, names) }
      found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
    }
    if (captured === undefined) {
      const step = walk.later.get(value.text)
      const hint = step === undefined ? null : `it is captured only in step ${step}`
      const advice = hint === null ? suggestName(value, walk.captured.keys()) : { hint }
      const values = { kind: 'earlier capture', id: value.text }
      found.push(diagnostic('spec_reference_not_found_error', value.at, values, { path, ...advice }))
    } else if (field !== undefined && !canFit(captured.type, field.type)) {
      const [is, wanted] = [captured.type, field.type].map((type) => describeType(withoutNull(type)))
      const problem = `"${name.text}" of the input must be ${wanted}, and the capture "${value.text}" is ${is}`
      found.push(diagnostic('spec_contract_conflict_error', value.at, { problem }, { path }))
    }
  }
  return entries.map(({ name, value }) => ({ input: name.text, capture: value.text }))
}

function checkInput(
  trigger: TriggerSyntax,
  { target, contract, generates }: Called & { readonly generates: boolean },
  context: Context,
): TemplateModel | null {
  const given = trigger.input ?? { kind: 'object' as const, at: target?.id.at ?? trigger.at, entries: [] }
  // What is computed as a whole may leave to captures and generation what it likes.
  const isOpen = given.kind !== 'object' && (generates || trigger.fromCapture.length > 0)
  // A scenario that a wrong input is refused needs one; so may one whose code is misspelt.
  const isMeantWrong = trigger.code?.text === 'validation_error' || isUnknownCode(trigger)
  const owner = `the input of ${target?.kind} "${target?.id.text}"`
  const wanted =
    contract === null || isOpen || isMeantWrong ? null : contractFor(owner, contract, { trigger, generates })
  const input = checkTemplate(given, wanted, within(context, 'input'))
  const projection = contract?.projection
  if (contract && projection && trigger.status === 'ok')
    reportRefusedArguments(given, { projection, input: contract.input }, within(context, 'input'))
  return trigger.input === null ? null : input
}

function contractFor(
  owner: string,
  { input, filled, choosing }: EntrypointContract,
  { trigger, generates }: { readonly trigger: TriggerSyntax; readonly generates: boolean },
): Contract {
  const captured = trigger.fromCapture.map(({ name }) => name.text)
  const generated = generates ? input.fields.map(({ name }) => name).filter((name) => !choosing.has(name)) : []
  return contractOf(owner, input, new Set([...filled, ...captured, ...generated]))
}

/** Everything that is declared and that nothing else gives; what chooses among rows would mostly be refused. */
function listGenerated(
  { input }: TriggerSyntax,
  contract: EntrypointContract,
  fromCapture: CheckedTrigger['fromCapture'],
): readonly ShapeField[] {
  const given = new Set(input?.kind === 'object' ? input.entries.map(({ name }) => name.text) : [])
  for (const { input: name } of fromCapture) given.add(name)
  return contract.input.fields.filter(({ name }) => !given.has(name) && !contract.choosing.has(name))
}

/** A refusal has one of the kernel's own codes; a failure may have one of a provider's. */
function checkCode({ code, status }: TriggerSyntax, context: Context): void {
  if (code === null) return
  if (status === 'ok') {
    const problem = 'a call that ends ok has no code: "expect_code" needs "expect_status: rejected" or "error"'
    report(context, code.at, problem, 'expect_code')
  }
  const isRefusal = Object.hasOwn(violations, code.text) && !Object.hasOwn(errors, code.text)
  if (status === 'error' && isRefusal)
    report(context, code.at, `a call with the code "${code.text}" ends rejected, and not error`, 'expect_code')
  if (!isUnknownCode({ code, status })) return
  const values = { kind: 'violation code', id: code.text }
  const extras = { path: within(context, 'expect_code').path, ...suggestName(code, Object.keys(violations)) }
  context.found.push(diagnostic('spec_reference_not_found_error', code.at, values, extras))
}

function isUnknownCode({ code, status }: Pick<TriggerSyntax, 'code' | 'status'>): boolean {
  return code !== null && status === 'rejected' && !Object.hasOwn(violations, code.text)
}
