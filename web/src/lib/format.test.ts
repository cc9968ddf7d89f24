import { describe, expect, it } from 'vitest'
import type { Target } from '@/api/types'
import { dateInWords, figure, number, targetLine } from './format'

const target = (change: Partial<Target>): Target => ({ indicator: '', measure: 'increment', op: '=', value: 0, value_max: null, unit: '', horizon: '', span: null, ...change })

it.each<[Partial<Target>, string]>([
  [{ op: '≥', value: 4000, unit: '场' }, '≥ 4,000 场'],
  [{ op: '≥', value: 450000, unit: '人' }, '≥ 45万人'],
  [{ op: '>', value: 260000000000, unit: '元' }, '> 2,600亿元'],
  [{ value: 12345, unit: '户' }, '12,345 户'], // not exact in 万
  [{ value: 15000, unit: '户' }, '1.5万户'],
  [{ value: 100000, value_max: 150000, unit: '人' }, '10–15万人'],
  [{ op: '≈', value: 4.5, unit: '%' }, '≈ 4.5%'],
  [{ op: '=', value: 300, unit: '个' }, '300 个'],
  [{ op: '=', value: 300, value_max: 350, unit: '个' }, '300–350 个'],
  [{ value: null }, ''],
])('figure of %j', (change, expected) => expect(figure(target(change))).toBe(expected))

it.each([[450000, '450,000 人'], [260000000000, '260 bn 人']])('in English %d is %s', (value, expected) => expect(figure(target({ value, unit: '人' }), 'en')).toBe(expected))

it('says growth in words, as the figure alone does not tell it', () =>
  expect(targetLine(target({ indicator: '地区生产总值', measure: 'growth', op: '≈', value: 4.5, unit: '%' }), '增长')).toBe('地区生产总值 增长 ≈ 4.5%'))

describe('dates and numbers', () => {
  it('in Chinese', () => expect(dateInWords('2026-03-01', 'zh')).toBe('2026年3月1日'))
  it('in English', () => expect(dateInWords('2026-03-01', 'en')).toBe('1 March 2026'))
  it('leaves what is no date', () => expect(dateInWords('', 'zh')).toBe(''))
  it('groups thousands', () => expect(number(1234567.5)).toBe('1,234,567.5'))
})
