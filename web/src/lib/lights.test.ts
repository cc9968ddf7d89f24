import { describe, expect, it } from 'vitest'
import { expectedOn, kLights, kMarks, rank } from './lights'

describe('lights', () => {
  it('are told apart by shape alone', () => {
    expect(new Set(kLights.map((light) => kMarks[light])).size).toBe(kLights.length)
  })
  it('sort worst first, and what has none last', () => {
    expect([undefined, 'green', 'red', 'yellow'].toSorted((a, b) => rank(a as never) - rank(b as never))).toEqual(['red', 'yellow', 'green', undefined])
  })
  it('ask for what the path asks for', () => {
    const even = { kind: 'linear', from: '2025-12-31', to: '2026-12-31', start: 0, end: 365, points: [] }
    expect(expectedOn(even, '2026-01-01')).toBeCloseTo(1)
    expect(expectedOn(even, '2025-01-01')).toBe(0)
    expect(expectedOn(even, '2027-01-01')).toBe(365)
    const stated = { ...even, kind: 'stated', points: [{ on: '2026-06-30', value: 100 }] }
    expect(expectedOn(stated, '2026-06-30')).toBe(100)
    const stepped = { ...even, kind: 'stepped', points: [{ on: '2026-06-30', value: 100 }] }
    expect(expectedOn(stepped, '2026-06-29')).toBe(0)
    expect(expectedOn(stepped, '2026-07-01')).toBe(100)
  })
})
