interface Geo {
  distance(from: number, to: number): number
  name(place: number): string
}

const exports: Geo = {
  distance: (from, to) => `${to - from} km`,
  name: (place) => place.toFixed(),
}

export default { kind: 'native', name: 'geo', capabilities: ['pure', 'fly'], exports }
