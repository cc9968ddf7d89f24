import { describe, expect, it } from 'vitest'
import type { Task } from '@/api/types'
import { follow, toRows, withMark } from './rows'

const task = (id: number, section: string[], list = ''): Task =>
  ({ id, section, section_titles: section.map((label) => `标题${label}`), list, no: String(id) }) as Task

describe('rows', () => {
  it('says each heading once, with the tasks below it', () => {
    const rows = toRows([task(1, ['一', '(一)']), task(2, ['一', '(一)']), task(3, ['一', '(二)']), task(4, ['二', '(一)'])], [])
    expect(rows.map((row) => (row.kind === 'task' ? row.task.id : row.kind === 'section' ? `${row.label}×${row.tasks}` : row.title))).toEqual([
      '一×3', '(一)×2', 1, 2, '(二)×1', 3, '二×1', '(一)×1', 4,
    ])
  })
  it('puts a list under its own name, numbered from one again', () => {
    const rows = toRows([task(1, []), task(1, [], '民生实事清单')], [])
    expect(rows.map((row) => row.kind)).toEqual(['task', 'list', 'task'])
  })
  it('has a key for every row', () => {
    const rows = toRows([task(1, ['一']), task(2, ['二']), task(3, ['一'])], [])
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })
  it('writes marks as printed', () => {
    expect(withMark('十二')).toBe('十二、')
    expect(withMark('(一)')).toBe('(一)')
  })
})

describe('panes that scroll together', () => {
  const here = [100, 200, 400]
  const there = [10, 60, 80]
  it.each([
    [0, 0],
    [50, 5],
    [100, 10],
    [150, 35],
    [300, 70],
    [400, 80],
    [430, 110],
  ])('%d → %d', (at, to) => expect(follow(at, here, there)).toBe(to))
  it('stays at the top without anchors', () => expect(follow(50, [], [])).toBe(0))
})
