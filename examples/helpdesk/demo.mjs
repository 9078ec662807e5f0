// `npm run demo`: builds the helpdesk, uses it, breaks a copy of it, and checks that every step is as told.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname
const command = join(here, '../../dist/generator/cli/main.js')
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR

const customer = { subject: 'customer-1' }
const otherCustomer = { subject: 'customer-2' }
const agent = { subject: 'agent-1', claims: { desk_agent: true } }
const supervisor = { subject: 'supervisor-1', claims: { desk_agent: true, desk_supervisor: true } }

const ticket = {
  title: 'I cannot log in',
  body: 'It says that my password is wrong since this morning.',
  contact: { name: 'Customer One', email: 'customer-1@example.org' },
  tags: ['website'],
}

const colours = /\u001b\[[0-9;]*m/g
let steps = 0
const scratch = mkdtempSync(join(tmpdir(), 'tenon-demo-'))
try {
  await tellAll()
} catch (problem) {
  console.error(paint(31, `\nThe demo did not go as told: ${problem instanceof Error ? problem.message : problem}`))
  process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function tellAll() {
  const started = Date.now()
  console.log(paint(1, 'Tenon: a helpdesk, from two YAML files to a running app'))
  tell('Everything below really happens, and each step checks what came back.')
  buildHelpdesk()
  await useHelpdesk()
  refuseBrokenCopy()
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(paint(32, `\nAll of it went as told, in ${seconds} s.`))
  tell('Next: examples/helpdesk/README.md, or start the server with')
  tell('node examples/helpdesk/start.mjs')
}

function buildHelpdesk() {
  step('Build')
  tell('app.yaml says what the helpdesk is, modules.yaml what it is made of. Tenon')
  tell('checks that both fit together and writes typed TypeScript and one bundle.')
  called('tenon build -C examples/helpdesk')
  expect(existsSync(command), 'Tenon itself is not built; run npm ci first')
  const built = runTenon(['build', '-C', here])
  console.log(framed(built.stdout))
  expect(built.status === 0, `the build ended with exit code ${built.status}`)
  expect(existsSync(join(here, '.tenon/helpdesk.mjs')), 'the build wrote no examples/helpdesk/.tenon/helpdesk.mjs')
}

async function useHelpdesk() {
  step('Start the app on an empty SQLite file')
  const { createRuntime, createClient } = await import(pathToFileURL(join(here, '.tenon/helpdesk.mjs')).href)
  const files = { HELPDESK_DB: join(scratch, 'helpdesk.db'), HELPDESK_OUTBOX: join(scratch, 'outbox.mbox') }
  const runtime = createRuntime({ environment: { get: (name) => files[name] } })
  const client = createClient(runtime)
  try {
    await runtime.ready
    cameBack('ready: store, ids and mail are up')
    const ticketId = await openTicket(client)
    await replayTicket(client, ticketId)
    await answerTicket(client, ticketId)
    await refuseByAccess(client)
    await refuseByValidation(client)
    await showBoard(client, ticketId)
    expect(readFileSync(files.HELPDESK_OUTBOX, 'utf8').includes(ticketId), 'no mail about the ticket is in the outbox')
  } finally {
    await runtime.close()
  }
}

async function openTicket(client) {
  step('A customer opens a ticket')
  called(`client.mutations.openTicket({ title: ${JSON.stringify(ticket.title)}, … })`)
  tell('as customer-1, with the idempotency key "demo-1"')
  const opened = await client.mutations.openTicket(ticket, { authContext: customer, idempotencyKey: 'demo-1' })
  expect(opened.status === 'ok' && opened.output.ok === true, `opening the ticket gave ${outcome(opened)}`)
  const { ticket_id: id, queue, priority } = opened.output
  cameBack(`ok: ticket ${id}`)
  tell(`It was sorted into the queue "${queue}" with priority ${priority}; a receipt was mailed.`)
  expect(queue === 'access' && priority === 2, 'the ticket was sorted into another queue than access, priority 2')
  expect(opened.emittedSignals[0]?.signalId === 'ticket.opened', 'the signal ticket.opened was not emitted')
  return id
}

async function replayTicket(client, ticketId) {
  step('The answer got lost, so the customer sends the same call again')
  called('the same call with the same key')
  const again = await client.mutations.openTicket(ticket, { authContext: customer, idempotencyKey: 'demo-1' })
  expect(again.status === 'replayed', `the second call gave ${outcome(again)} and not "replayed"`)
  expect(again.output.ticket_id === ticketId, 'the second call gave another ticket')
  const mine = await client.queries.myTickets({}, { authContext: customer })
  expect(mine.ok && mine.output.meta.pagination.total_rows === 1, 'the customer does not have exactly one ticket')
  cameBack(`replayed: ticket ${again.output.ticket_id}`)
  tell('The same ticket; nothing ran twice. The customer still has 1 ticket.')
}

async function answerTicket(client, ticketId) {
  step('An agent takes the ticket and comments on it')
  called('client.mutations.registerAgent, takeTicket, addComment')
  const registered = await client.mutations.registerAgent(
    { agent_id: 'agent-1', name: 'Agent One', email: 'agent-1@example.org', skills: ['access'], capacity: 5 },
    { authContext: supervisor },
  )
  expect(registered.ok, `registering the agent gave ${outcome(registered)}`)
  const taken = await client.mutations.takeTicket({ ticket_id: ticketId }, { authContext: agent })
  expect(taken.ok && taken.output.ok === true, `taking the ticket gave ${outcome(taken)}`)
  const comment = { ticket_id: ticketId, text: 'Please try the link that we have just mailed to you.' }
  const added = await client.mutations.addComment(comment, { authContext: agent })
  expect(added.ok && added.output.ok === true, `the comment gave ${outcome(added)}`)
  cameBack(`ok: handled by ${taken.output.handler}, comment ${added.output.comment_id}`)
  tell(`Both are stored; the ticket is now "${added.output.state}" for the customer.`)
}

async function refuseByAccess(client) {
  step('A call that the caller may not make')
  called('client.mutations.registerAgent({ agent_id: "customer-1", … })')
  tell('as customer-1, who is no supervisor')
  const refused = await client.mutations.registerAgent(
    { agent_id: 'customer-1', name: 'Customer One', email: 'customer-1@example.org' },
    { authContext: customer },
  )
  expectViolation(refused, 'access_denied_error')
  showViolations(refused)
  tell('The spec says so: access: { roles: [supervisor] }. Nothing ran.')
}

async function refuseByValidation(client) {
  step('A call with a wrong input')
  called('client.mutations.openTicket({ title: 7, contact: { name: "…" } })')
  const wrong = { title: 7, contact: { name: 'Customer One' } }
  const refused = await client.mutations.openTicket(wrong, { authContext: customer })
  expectViolation(refused, 'validation_error')
  const paths = refused.violations.map((violation) => violation.path)
  expect(paths.join(' ') === 'body contact.email title', `the violations are at ${paths.join(', ')}`)
  showViolations(refused)
  tell('All mistakes at once, each with its place.')
}

async function showBoard(client, ticketId) {
  step('A query over two collections: the board, tickets joined with agents')
  called('client.queries.listBoard({ find: "log in", page: 1, page_size: 10 })')
  const board = await client.queries.listBoard({ find: 'log in', page: 1, page_size: 10 }, { authContext: agent })
  expect(board.ok && board.output.rows.length === 1, `the board gave ${outcome(board)}`)
  const [row] = board.output.rows
  expect(row.id === ticketId && row.handler === 'Agent One', 'the board shows another ticket or another handler')
  expect(row.comment_count === 1, `the board counts ${row.comment_count} comments`)
  cameBack('ok:')
  showTable(board.output.rows, { title: 18, customer: 14, queue: 9, state: 9, handler: 12, comment_count: 15 })
  const theirs = await client.queries.listBoard({}, { authContext: otherCustomer })
  expect(theirs.ok && theirs.output.meta.pagination.total_rows === 0, 'another customer can see the ticket')
  tell('customer-2 makes the same call and gets 0 rows: it is not their ticket.')
}

function refuseBrokenCopy() {
  step('The same project with two mistakes in modules.yaml')
  const project = join(scratch, 'examples/helpdesk')
  for (const part of ['app.yaml', 'modules.yaml', 'providers', 'guests', 'spec']) {
    cpSync(join(here, part), join(project, part), { recursive: true })
  }
  breakManifest(join(project, 'modules.yaml'))
  tell('In a copy, the mail provider is gone and the module "ids" is called "store",')
  tell('like the one before it.')
  called('tenon build')
  const refused = runTenon(['build', '-C', project])
  console.log(framed(refused.stdout))
  expect(refused.status === 1, `the build of the broken copy ended with exit code ${refused.status} and not 1`)
  for (const code of ['port_unbound_error', 'module_duplicate_id_error']) {
    expect(refused.stdout.includes(code), `the build did not report ${code}`)
  }
  const written = [join(scratch, 'generated'), join(project, 'tenon.lock'), join(project, '.tenon')].filter(existsSync)
  expect(written.length === 0, `the refused build wrote ${written.join(', ')}`)
  cameBack('refused: exit code 1, and not one file was written')
  tell('A wrong composition fails the build. It does not wait for a request.')
}

function breakManifest(file) {
  const manifest = readFileSync(file, 'utf8')
  const mailAt = manifest.indexOf('  # mail.send:')
  const guestsAt = manifest.indexOf('  # ticket.triage:')
  expect(
    mailAt > 0 && guestsAt > mailAt && manifest.includes('- id: ids\n'),
    'modules.yaml is not as the demo knows it',
  )
  const withoutMail = manifest.slice(0, mailAt) + manifest.slice(guestsAt)
  writeFileSync(file, withoutMail.replace('- id: ids\n', '- id: store\n'))
}

/** Runs the CLI. Its progress goes to stderr and is shown as it comes, its results to stdout and are set off. */
function runTenon(parameters) {
  const env = { ...process.env, ...(coloured ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
  return spawnSync(process.execPath, [command, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env,
  })
}

function expectViolation(envelope, code) {
  expect(envelope.status === 'rejected', `the call was not refused: ${outcome(envelope)}`)
  expect(
    envelope.violations.every((violation) => violation.code === code),
    `the call was refused with ${outcome(envelope)}`,
  )
}

function showViolations(envelope) {
  cameBack(`rejected: ${envelope.violations[0].code}`)
  for (const { path, message } of envelope.violations) {
    tell(path === undefined ? `  ${message}` : `  ${path.padEnd(15)} ${message}`)
  }
}

function showTable(rows, widths) {
  const line = (values) =>
    tell(
      Object.values(widths)
        .map((width, at) => values[at].padEnd(width))
        .join('')
        .trimEnd(),
    )
  line(Object.keys(widths))
  line(Object.values(widths).map((width) => '-'.repeat(width - 2)))
  for (const row of rows) line(Object.keys(widths).map((name) => String(row[name] ?? '')))
}

function outcome(envelope) {
  const reasons = envelope.violations.map(({ code, path }) => (path === undefined ? code : `${code} at ${path}`))
  return [envelope.status, envelope.error?.code, ...reasons, JSON.stringify(envelope.output)].filter(Boolean).join(', ')
}

function step(title) {
  steps += 1
  console.log(paint(1, `\n${steps}. ${title}`))
}

function tell(text) {
  console.log(`   ${text}`)
}

function called(text) {
  console.log(`   ${paint(36, `> ${text}`)}`)
}

function cameBack(text) {
  console.log(`   ${paint(32, `= ${text}`)}`)
}

/** Another program's output, set off and no wider than 80 columns. */
function framed(text) {
  return text
    .trimEnd()
    .split('\n')
    .flatMap(wrap)
    .map((line) => `   ${line}`.trimEnd())
    .join('\n')
}

function wrap(line) {
  const margin = ' '.repeat(line.search(/[^ ]|$/) + 4)
  const lines = []
  for (const word of line.split(/(?<=\S) /)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`) <= 77) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(last === undefined ? word : `${margin}${word}`)
  }
  return lines
}

function widthOf(text) {
  return text.replace(colours, '').length
}

function paint(colour, text) {
  return coloured ? `\u001b[${colour}m${text}\u001b[0m` : text
}

function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise)
}
