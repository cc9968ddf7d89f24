import { describe, expect, it } from 'vitest'
import { cleanMarked, difference, fromNames, toNames } from './cells'

describe('names typed in one line', () => {
  it.each([
    ['省财政厅、省商务厅', ['省财政厅', '省商务厅']],
    ['省财政厅，省商务厅 等', ['省财政厅', '省商务厅']],
    ['省数据局（省营商局、省信访局）、省教育厅', ['省数据局(省营商局、省信访局)', '省教育厅']],
    ['市财政局等,各区、县(市)政府', ['市财政局', '各区、县(市)政府']],
    ['各市人民政府、省税务局', ['各市人民政府', '省税务局']],
    ['王 健、王 健', ['王健']],
    ['', []],
  ])('%s', (line, names) => {
    expect(toNames(line)).toEqual(names)
  })
  it('comes back as it was', () => {
    expect(toNames(fromNames(['省财政厅', '各区、县(市)政府及开发区管委会']))).toEqual(['省财政厅', '各区、县(市)政府及开发区管委会'])
  })
})

describe('words marked in the paper', () => {
  it('lose line breaks, heading marks and layout spaces', () => {
    expect(cleanMarked('省示范区\n\n## 管委会')).toBe('省示范区管委会')
    expect(cleanMarked('增长 5.5% 左右')).toBe('增长5.5%左右')
    expect(cleanMarked('  各市  \n人民政府')).toBe('各市人民政府')
  })
  it('keep the space between Latin words', () => {
    expect(cleanMarked('OPEN DAY 活动')).toBe('OPEN DAY活动')
  })
})

describe('difference of two wordings', () => {
  it('shows figures replaced in place', () => {
    expect(difference('改造老旧小区300个。', '改造老旧小区350个。')).toEqual([
      { text: '改造老旧小区3', kind: 'same' },
      { text: '0', kind: 'out' },
      { text: '5', kind: 'in' },
      { text: '0个。', kind: 'same' },
    ])
  })
  it('finds nothing between equals and all between strangers', () => {
    expect(difference('同样', '同样')).toEqual([{ text: '同样', kind: 'same' }])
    expect(difference('甲', '')).toEqual([{ text: '甲', kind: 'out' }])
    expect(difference('', '乙')).toEqual([{ text: '乙', kind: 'in' }])
    expect(difference('', '')).toEqual([])
  })
  it('gives both wordings back', () => {
    const before = '推进京哈高速改扩建、本桓、凌绥4条高速公路'
    const after = '推进本桓、凌绥、台黑5条高速公路建成通车'
    const pieces = difference(before, after)
    expect(pieces.filter((p) => p.kind !== 'in').map((p) => p.text).join('')).toBe(before)
    expect(pieces.filter((p) => p.kind !== 'out').map((p) => p.text).join('')).toBe(after)
  })
})
