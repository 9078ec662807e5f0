const guest = { 'mail.send': async () => ({ id: 'm-1' }) }

export default guest
