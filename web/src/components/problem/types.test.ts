import { expect, it } from 'vitest'
import { inOrder, kStepAsks, kStepPath } from './types'

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
