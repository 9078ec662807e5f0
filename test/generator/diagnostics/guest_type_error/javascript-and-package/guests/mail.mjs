// @ts-check
import { join } from 'path'

export default {
  'mail.send': async ({ to }) => ({ message_id: join(to, 7) }),
}
