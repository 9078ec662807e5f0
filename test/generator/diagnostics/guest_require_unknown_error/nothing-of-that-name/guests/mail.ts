import { join } from 'path'
import patch from 'pahts'
import { lookup } from 'node:dns/promises'
import { z } from 'left-out'

export default { 'mail.send': async () => ({ message_id: join(patch, await lookup(z)) }) }
