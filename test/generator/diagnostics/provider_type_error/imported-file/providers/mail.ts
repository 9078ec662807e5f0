import { defineProvider } from 'tenon/provider'
import { send } from './transport/send.js'

export default defineProvider({ activate: () => ({ 'mail.send': send }) })
