import { describe, expect, it } from 'vitest'
import { doubtsOf, isUnsure, lookFirst, sameDoubt } from './sureness'

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

describe('what to look at first', () => {
  const row = (id: number, unsure: string[], lead_units: string[] = []) => ({ id, unsure, settled_fields: [] as string[], lead_units })
  it('is findings, then doubts, each as the paper runs', () => {
    const tasks = [row(1, ['text odd_text']), row(2, []), row(3, []), row(4, ['text odd_text'])]
    expect(lookFirst(tasks, new Map([[3, 1], [4, 2]])).map((one) => one.id)).toEqual([3, 4, 1])
  })
  it('is the same where doubt and words are the same', () => {
    const doubt = ['lead_units unknown_name']
    const tasks = [row(1, doubt, ['市星辰局']), row(2, doubt, ['市星辰局']), row(3, doubt, ['市云海局']), row(4, [], ['市星辰局'])]
    expect(sameDoubt(tasks, tasks[0]!, 'lead_units').map((one) => one.id)).toEqual([2])
  })
})
