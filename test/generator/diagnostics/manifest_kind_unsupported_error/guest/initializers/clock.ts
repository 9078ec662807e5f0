export default { id: 'clock', registers: ['clock'], init: () => undefined }
