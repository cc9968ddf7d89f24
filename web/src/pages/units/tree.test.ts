import { describe, expect, it } from 'vitest'
import type { Unit } from '@/api/types'
import { below, existsOn, likelyDoubles, matches, toBranches } from './tree'

const unit = (id: number, name: string, parent_id: number | null = null, extra: Partial<Unit> = {}): Unit => ({
  id, name, parent_id, level: '', kind: '', aliases: [], valid_from: null, valid_to: null, successor_id: null, version: 1, ...extra,
})
const register = [
  unit(1, '示例省人民政府'),
  unit(2, '省财政厅', 1),
  unit(3, '省财政厅预算处', 2),
  unit(4, '省教育厅', 1, { aliases: [{ id: 9, text: '教育厅' }] }),
  unit(5, '孤立单位', 77),
]

describe('tree', () => {
  it('puts children below their parent and strays at the top', () => {
    expect(toBranches(register).map((branch) => [branch.unit.name, branch.depth, branch.children])).toEqual([
      ['孤立单位', 0, 0], ['示例省人民政府', 0, 2], ['省财政厅', 1, 1], ['省财政厅预算处', 2, 0], ['省教育厅', 1, 0],
    ])
  })
  it('keeps what leads to a unit that was searched for', () => {
    expect(toBranches(register, (one) => matches(one, '预算')).map((branch) => branch.unit.id)).toEqual([1, 2, 3])
    expect(toBranches(register, (one) => matches(one, '教育厅')).map((branch) => branch.unit.id)).toEqual([1, 4])
  })
  it('knows all below a unit', () => expect([...below(register, 1)].sort()).toEqual([1, 2, 3, 4]))
})

describe('dates', () => {
  const old = { valid_from: '2010-01-01', valid_to: '2018-10-31' }
  it.each([['2009-12-31', false], ['2010-01-01', true], ['2018-10-30', true], ['2018-10-31', false]])('%s', (day, exists) =>
    expect(existsOn(old, day)).toBe(exists))
  it('has no end where none is written', () => expect(existsOn({ valid_from: null, valid_to: null }, '2026-01-01')).toBe(true))
})

describe('doubles', () => {
  it('finds one unit written twice', () => {
    const long = unit(1, '省发展和改革委员会')
    const short = unit(2, '省发展改革委')
    expect(likelyDoubles([long, short, unit(3, '省财政厅')])).toEqual([[long, short]])
  })
  it('finds a name that is an alias elsewhere, once', () => {
    const a = unit(1, '省数据局', null, { aliases: [{ id: 1, text: '省营商局' }] })
    const b = unit(2, '省营商局')
    expect(likelyDoubles([a, b])).toEqual([[a, b]])
  })
  it('leaves different units alone', () => expect(likelyDoubles([unit(1, '省财政厅'), unit(2, '市财政局')])).toEqual([]))
})
