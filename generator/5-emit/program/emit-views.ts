import type { InteractionModel, NodeModel, ScreenModel, SlotModel } from '../../artifact/views-model.js'
import { list } from '../text/code.js'
import { commentText, literal, memberName, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import type { ProgramFacts } from './program-facts.js'
import { Unit } from './unit.js'
import { declareScope, propCode, rootsOf, templateFunction, truthFunction } from './view-function.js'
import { writeConstant } from './write-constant.js'

/** A node: its props as functions of what a screen shows, and its interactions. */
export function emitNode(facts: ProgramFacts, node: NodeModel): Unit {
  const unit = new Unit(facts.names)
  const { id, type, props, visible, statePath, interactions, children, screen } = node
  const name = facts.names.of('node', id)
  const scope = screen === null ? facts.names.scope('node', id) : facts.names.scope('screen', screen)
  if (screen === null) declareScope(unit, scope, { seen: node.scope, session: facts.model.session })
  unit.declare(name, node.origin, (out) => {
    writeConstant(out, { name, type: unit.type('NodeProgram'), of: [unit.name(scope)] }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`type: ${quote(type)},`)
      writeMembers(out, 'props', props, (prop) => out.code('', property(prop.name, propCode(unit, prop)), ','))
      if (visible !== null) out.code('visible: ', truthFunction(unit, visible), ',')
      if (statePath !== null) out.line(`statePath: ${quote(statePath)},`)
      writeMembers(out, 'interactions', interactions, (interaction) => writeInteraction(unit, interaction, out))
      out.code('children: ', list(children.map((child) => facts.use(unit, 'node', child))), ',')
    })
  })
  return unit
}

function writeMembers<Member>(
  out: Writer,
  name: string,
  members: readonly Member[],
  write: (member: Member) => void,
): void {
  if (members.length === 0) out.line(`${name}: {},`)
  else
    out.block(`${name}: {`, '},', () => {
      for (const member of members) write(member)
    })
}

function writeInteraction(unit: Unit, interaction: InteractionModel, out: Writer): void {
  const { id, origin, trigger, label, pendingText, kind, entrypoint, input, shown } = interaction
  const read = rootsOf(input)
  out.line(`// ${commentText(origin)}`)
  out.block(`${memberName(id)}: {`, '},', () => {
    out.line(`trigger: ${quote(trigger)},`)
    if (label !== null) out.code('label: ', propCode(unit, label), ',')
    if (pendingText !== null) out.code('pendingText: ', propCode(unit, pendingText), ',')
    out.line(`kind: ${quote(kind)},`)
    out.line(`entrypoint: ${quote(entrypoint)},`)
    out.line(`readsData: ${read.has('data') || read.has('data_meta')},`)
    out.code('input: ', templateFunction(unit, input), ',')
    if (shown !== null) out.code('shown: ', templateFunction(unit, shown), ',')
  })
}

/** A screen: its slots with their arguments, and its outermost nodes. */
export function emitScreen(facts: ProgramFacts, screen: ScreenModel): Unit {
  const unit = new Unit(facts.names)
  const { id, slots, rootNodes } = screen
  const name = facts.names.of('screen', id)
  const scope = facts.names.scope('screen', id)
  declareScope(unit, scope, { seen: screen.scope, session: facts.model.session })
  unit.declare(name, screen.origin, (out) => {
    writeConstant(out, { name, type: unit.type('ScreenProgram'), of: [unit.name(scope)] }, () => {
      out.line(`id: ${quote(id)},`)
      if (slots.length === 0) out.line('slots: [],')
      else
        out.block('slots: [', '],', () => {
          for (const slot of slots) writeSlot(unit, slot, out)
        })
      out.code('roots: ', list(rootNodes.map((node) => facts.use(unit, 'node', node))), ',')
    })
  })
  return unit
}

function writeSlot(unit: Unit, { origin, name, query, refreshOn, args }: SlotModel, out: Writer): void {
  out.line(`// ${commentText(origin)}`)
  out.block('{', '},', () => {
    out.line(`name: ${quote(name)},`)
    out.line(`query: ${quote(query)},`)
    out.code('refreshOn: ', literal(refreshOn), ',')
    if (args !== null) out.code('args: ', templateFunction(unit, args), ',')
  })
}
