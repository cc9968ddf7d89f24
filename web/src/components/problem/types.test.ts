import { expect, it } from 'vitest'
import { inOrder, isOpen, kStepAsks, kStepPath, raisers } from './types'

it('puts the likely step first and what is filled in behind', () => {
  expect(inOrder(['amend', 'set_grade', 'pass_to_leader', 'pass_to_unit', 'answer', 'settle', 'withdraw'], true)).toEqual({
    first: ['pass_to_leader', 'pass_to_unit', 'settle'],
    more: ['answer', 'set_grade', 'amend', 'withdraw'],
  })
  expect(inOrder(['amend', 'withdraw'], false)).toEqual({ first: ['amend', 'withdraw'], more: [] })
  expect(inOrder(['instruct'], false)).toEqual({ first: ['instruct'], more: [] })
  expect(inOrder([], false)).toEqual({ first: [], more: [] })
})

it('knows of every step where it goes and what it asks', () => expect(Object.keys(kStepAsks).sort()).toEqual(Object.keys(kStepPath).sort()))

it('lets a unit on a running task raise a problem, and the office fill in for any', () => {
  const units = [{ name: '市财政局', state: 'dispatched', mine: false }, { name: '市教育局', state: 'in_progress', mine: true }, { name: '市科技局', state: 'released', mine: true }]
  expect(raisers('in_progress', units, false).map((each) => each.name)).toEqual(['市教育局'])
  expect(raisers('suspended', units, true).map((each) => each.name)).toEqual(['市教育局', '市财政局'])
  expect(raisers('closed', units, true)).toEqual([])
  expect((['raised', 'settled', 'closed', 'withdrawn'] as const).map(isOpen)).toEqual([true, true, false, false])
})
