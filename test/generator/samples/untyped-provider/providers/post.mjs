const contract = { portVersion: '1.0.0', executionHosts: /** @type {const} */ (['node', 'worker']) }

// One function for all ports, which says what each call did. The manifest is held against the app before it runs.
export default {
  manifest: {
    providerId: 'post',
    providerVersion: '3.1.4',
    hostApiRange: '>=1.0.0 <2.0.0',
    capabilities: [
      { portId: 'mail.send', contractHash: 'ee6df42c1cffee3b67f26bda02374c09dcceeaeba550db1bbee35130b78b9e7b', ...contract },
      { portId: 'mail.count', contractHash: 'd9e44a060b0d9a943481eccd2806e3ca65a3a06d02972a0173d3ebf5c7b5c271', ...contract },
    ],
  },
  activate() {
    let sent = 0
    /** @param {import('tenon/provider').UntypedCall} call @returns {import('tenon/provider').UntypedResult} */
    const invoke = ({ portId, input, stepKey }) => {
      if (portId === 'mail.count') return { ok: true, output: { sent }, observedEffects: ['read'] }
      const { to } = /** @type {{ to: string }} */ (input)
      const full = { code: 'mailbox_full', message: `the mailbox of ${to} is full`, retryable: true }
      if (to === 'full') return { ok: false, error: full, observedEffects: [] }
      sent++
      const message_id = stepKey.split('/').slice(1).join('/')
      return { ok: true, output: { message_id }, observedEffects: to === 'sly' ? ['network', 'write'] : ['network'] }
    }
    return { invoke, deactivate() {} }
  },
}
