export default { 'mail.send': 'm-1' }
