// Lights as they are shown: shape, word and colour, and their order, worst first.
import type { LightWord } from '@/api/progress'

export const kLights: LightWord[] = ['red', 'yellow', 'grey', 'awaiting', 'green']
export const kMarks: Record<LightWord, string> = { red: '■', yellow: '▲', green: '●', grey: '○', awaiting: '◇' }
export const kColours: Record<LightWord, string> = { red: '#a6192e', yellow: '#d69a1e', green: '#4a8f66', grey: '#c9ced4', awaiting: '#9db3c8' }

export const rank = (light: LightWord | undefined): number => (light ? kLights.indexOf(light) : kLights.length)

const kDay = 86_400_000
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / kDay)
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

// What a path asks for on a day, as src/supervise/trajectory.cc reckons it.
export interface PathLike { kind: string; from: string; to: string; start: number; end: number; points: { on: string; value: number }[] }
export function expectedOn(path: PathLike, day: string): number {
  if (day <= path.from) return path.start
  if (day >= path.to) return path.end
  let before = { on: path.from, value: path.start }
  for (const point of [...path.points, { on: path.to, value: path.end }]) {
    if (point.on > day) {
      if (path.kind === 'stepped') return before.value
      const whole = daysBetween(before.on, point.on)
      return whole <= 0 ? before.value : before.value + ((point.value - before.value) * daysBetween(before.on, day)) / whole
    }
    before = point
  }
  return before.value
}
