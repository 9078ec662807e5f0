import { idOf } from './ids.js'

export default { 'mail.send': async () => ({ message_id: idOf('m') }) }
