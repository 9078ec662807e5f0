import { randomUUID } from 'node:crypto'

export default {
  'mail.send': ({ to }: { to: string }) => ({ receipt: `${to} ${randomUUID()}` }),
}
