import { describe, expect, it } from 'vitest'
import { clock, day } from './show'

describe('what the pages show', () => {
  it('keeps dates and leaves nothing empty', () => {
    expect(day('2026-03-01')).toBe('2026-03-01')
    expect(day(null)).toBe('')
    expect(day('soon')).toBe('soon')
    expect(clock('')).toBe('')
  })
  it('shows times in the zone of the reader', () => {
    const at = new Date(2026, 2, 1, 16, 5, 9).toISOString()
    expect(day(at)).toBe('2026-03-01')
    expect(clock(at)).toBe('2026-03-01 16:05:09')
  })
})
