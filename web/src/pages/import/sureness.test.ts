import { describe, expect, it } from 'vitest'
import { doubtsOf, isUnsure } from './sureness'

const task = { unsure: ['lead_units unknown_name', 'lead_units odd_name', 'targets unread_amount'], settled_fields: [] as string[] }

describe('a cell', () => {
  it('is unsure where it was read with a doubt', () => {
    expect(doubtsOf(task, 'lead_units')).toEqual(['unknown_name', 'odd_name'])
    expect(doubtsOf(task, 'text')).toEqual([])
    expect(isUnsure(task)).toBe(true)
    expect(isUnsure({ unsure: [], settled_fields: [] })).toBe(false)
  })
  it('is sure once a person settled it', () => {
    expect(doubtsOf({ ...task, settled_fields: ['lead_units'] }, 'lead_units')).toEqual([])
    expect(isUnsure({ ...task, settled_fields: ['lead_units', 'targets'] })).toBe(false)
  })
})
