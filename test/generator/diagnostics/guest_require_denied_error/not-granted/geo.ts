export default { kind: 'native', name: 'geo', capabilities: ['pure'], exports: { here: () => 'here' } }
