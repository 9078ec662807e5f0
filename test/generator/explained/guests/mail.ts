import { randomUUID } from 'crypto'

export default {
  'mail.send': ({ to }: { to: string }) => ({ receipt: `${to} ${randomUUID()}` }),
}
