import { describe, expect, it } from 'vitest'
import type { ActionModel, StepModel } from '../../../generator/artifact/app-model.js'
import { modelOf } from './model-of.js'

const spec = `
app: { id: desk, name: Desk, tz: UTC }
domain:
  collections: { notes: { fields: { text: text! } } }
  signals: { custom: { noted: { payload: { id: id!, by: id } } } }
  capabilities:
    mail.send: { version: 1.0.0, effects: [network], in: { to: text! }, out: { sent: bool! } }
    shout: { in: { text: text! }, out: { text: text! }, do: [ { expr: { to_upper: { var: input.text } }, as: class } ], return: { text: { $expr: { var: class } } } }
  actions:
    note.add:
      effects: [write, network, emit]
      in: { text: text!, loud: bool }
      defaults: { loud: false }
      do:
        - { call: shout, with: { text: { $expr: { var: input.text } } }, as: run }
        - if: { var: input.loud }
          then:
            - { call: ids.generate, as: fresh }
            - if: { exists: { var: run.text } }
              then:
                - { call: collections.read, with: { collection: notes, id: { $expr: { var: fresh.ids.0 } } }, as: found }
              else:
                - { expr: { cat: [ a, b ] }, as: word }
            - call: collections.write
              with: { patch: { op: upsert, collection: notes, id: { $expr: { var: fresh.ids.0 } }, value: { text: { $expr: { var: run.text } } } } }
        - { call: mail.send, with: { to: desk } }
        - { call: note.plain, with: { text: hello }, as: answer }
      emits:
        - { signal: noted, when: { var: input.loud }, payload: { id: { $expr: { var: fresh.ids.0 } }, by: { $expr: { var: principal.subject } } } }
      return: { text: { $expr: { var: found.record.text } } }
    note.plain:
      in: { text: text! }
      do: [ { expr: { var: ctx.now }, as: now } ]
      return: { at: { $expr: { var: now } } }
`

function action(id: string): ActionModel {
  const found = modelOf(spec).actions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function tell(steps: readonly StepModel[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') {
      const declared = step.declares.map(
        ({ identifier, type }) => `${identifier}:${'nullable' in type && type.nullable}`,
      )
      return [`${step.path} declares ${declared.join(' ')}`, ...tell(step.then), ...tell(step.else)]
    }
    if (step.kind === 'set') return [`${step.path} set`]
    const name = step.binding === null ? '-' : `${step.binding.identifier}${step.binding.hoisted ? ' hoisted' : ''}`
    return [`${step.path} ${name} ${step.kind === 'call' ? JSON.stringify(step.target) : 'expression'}`]
  })
}

describe('the steps of an action', () => {
  it('have paths, names and targets; what is bound in a branch is declared by the outermost one', () => {
    expect(tell(action('note.add').steps)).toEqual([
      'note.add/do.0 run {"kind":"capability","id":"shout","inputIsProven":true}',
      'note.add/do.1 declares found:true fresh:true word:true',
      'note.add/do.1.then.0 fresh hoisted {"kind":"port","id":"ids.generate"}',
      'note.add/do.1.then.1 declares ',
      'note.add/do.1.then.1.then.0 found hoisted {"kind":"read","collection":"notes"}',
      'note.add/do.1.then.1.else.0 word hoisted expression',
      'note.add/do.1.then.2 - {"kind":"write"}',
      'note.add/do.2 - {"kind":"port","id":"mail.send"}',
      'note.add/do.3 answer {"kind":"action","id":"note.plain","inputIsProven":true,"isUnit":false}',
    ])
  })

  it('of a capability are told by its id, and bind legal names', () => {
    const [shout] = modelOf(spec).capabilities
    expect(tell(shout?.steps ?? [])).toEqual(['shout/do.0 class$ expression'])
  })
})

describe('an action', () => {
  it('keeps defaults, effects and emits', () => {
    const { defaults, effects, emits } = action('note.add')
    expect(defaults).toEqual([{ name: 'loud', value: false }])
    expect(effects).toEqual(['emit', 'network', 'write'])
    expect(emits.map(({ signal, when }) => [signal, when?.kind])).toEqual([['noted', 'path']])
  })
})

describe('the shapes of an app', () => {
  it('are the declared ones and those of what steps give, once each', () => {
    expect(modelOf(spec).shapes.map(({ name }) => name)).toEqual([
      'IdsGenerateInput',
      'IdsGenerateOutput',
      'MailSendInput',
      'MailSendOutput',
      'NoteAddInput',
      'NoteAddOutput',
      'NotePlainInput',
      'NotePlainOutput',
      'NotedPayload',
      'NotesRead',
      'NotesRecord',
      'ShoutInput',
      'ShoutOutput',
    ])
  })
})

describe('the event key of a signal', () => {
  const keyOf = (signal: string) => {
    const [model] = modelOf(
      `{ app: { id: d, name: D, tz: UTC }, domain: { signals: { custom: { s: ${signal} } } } }`,
    ).signals
    return model?.eventKey
  }

  it('is what the spec says', () => {
    expect(keyOf('{ payload: { id: id!, at: text! }, event_key: { var: payload.at } }')).toMatchObject({
      root: 'payload',
      steps: [{ kind: 'member', name: 'at' }],
    })
  })

  it('is else the id in the payload, which may be absent', () => {
    const id = { kind: 'path', root: 'payload', steps: [{ kind: 'member', name: 'id', optional: false }], dynamic: [] }
    expect(keyOf('{ payload: { id: id! } }')).toMatchObject({ ...id, absentIsNull: false })
    expect(keyOf('{ payload: { id: int } }')).toMatchObject({ ...id, absentIsNull: true, type: { nullable: true } })
  })

  it('is else none', () => {
    expect(keyOf('{ payload: { at: text! } }')).toBeNull()
  })
})
