const urgent = ['down', 'fire', 'lost']

export function isUrgent(title: string): boolean {
  return urgent.some((word) => title.toLowerCase().includes(word))
}
