import { expect, test } from 'vitest'
import { differing, emptyBody, figureOf, sameBody, valuesFor } from './body'

test('figures as people write them', () => {
  for (const [typed, value] of [['12', 12], ['1,200', 1200], ['45万', 450000], ['3.2 亿', 320000000], ['-0.5', -0.5], ['4.8%', 4.8], ['', null], [' ', null]] as const) expect(figureOf(typed), typed).toBe(value)
  for (const typed of ['约12', '12个', '1.2.3', 'abc']) expect(figureOf(typed), typed).toBeNaN()
})

test('each target has its line, with the day where none was given', () => {
  const target = { target: 1, indicator: '', measure: 'increment' as const, op: '=', value: 30, value_max: null, unit: '个', horizon: '', part: null, accepted: null }
  const body = { ...emptyBody(), values: [{ target: 1, value: 3, as_of: '', source: '台账' }] }
  expect(valuesFor([{ ...target, target: 0 }, target], body, '2026-03-01')).toEqual([{ target: 0, value: null, as_of: '2026-03-01', source: '' }, { target: 1, value: 3, as_of: '2026-03-01', source: '台账' }])
})

test('two versions differ by part', () => {
  const one = { ...emptyBody(), text: '甲', values: [{ target: 0, value: null, as_of: '2026-03-01', source: '' }] }
  const two = { ...emptyBody(), text: '乙', wants_coordination: true }
  expect(differing(one, two)).toEqual(['text', 'problems'])
  expect(sameBody(one, { ...one, values: [] })).toBe(true)
})
