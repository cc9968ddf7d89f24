import { describe, expect, it } from 'vitest'
import { byKind, inOrder, nextOpen, remaining, type QueueItem } from './queue'

const finding = (id: number, severity: QueueItem['severity'], begin: number, state: QueueItem['state'] = 'open', kind = 'broken_line'): QueueItem => ({
  id,
  kind,
  kind_name: kind,
  severity,
  state,
  span: [begin, begin + 3],
})

describe('findings in order', () => {
  it('puts what a person must look at before repairs, each as the paper runs', () => {
    const ordered = inOrder([finding(1, 'repaired', 5), finding(2, 'look', 90), finding(3, 'look', 10), finding(4, 'stop', 200)])
    expect(ordered.map((f) => f.id)).toEqual([4, 3, 2, 1])
  })
  it('goes to the next open one and round the end', () => {
    const list = [finding(1, 'look', 1), finding(2, 'look', 2, 'accepted'), finding(3, 'look', 3)]
    expect(nextOpen(list, 1)?.id).toBe(3)
    expect(nextOpen(list, 3)?.id).toBe(1)
    expect(nextOpen(list, 1, -1)?.id).toBe(3)
    expect(nextOpen(list, null)?.id).toBe(1)
    expect(nextOpen(list, null, -1)?.id).toBe(3)
  })
  it('stays on the last open one and ends with none', () => {
    expect(nextOpen([finding(1, 'look', 1)], 1)?.id).toBe(1)
    expect(nextOpen([finding(1, 'look', 1, 'ignored')], 1)).toBeNull()
    expect(nextOpen([], null)).toBeNull()
  })
})

describe('counts', () => {
  it('counts a kind with its gravest severity first', () => {
    const kinds = byKind([
      finding(1, 'repaired', 1),
      finding(2, 'repaired', 2, 'accepted'),
      finding(3, 'look', 3, 'open', 'foreign_text'),
    ])
    expect(kinds).toEqual([
      { kind: 'foreign_text', name: 'foreign_text', severity: 'look', open: 1, all: 1 },
      { kind: 'broken_line', name: 'broken_line', severity: 'repaired', open: 1, all: 2 },
    ])
  })
  it('never says 100 while one is open', () => {
    const many = Array.from({ length: 300 }, (_, i) => finding(i, 'look', i, i ? 'accepted' : 'open'))
    expect(remaining(many)).toEqual({ open: 1, settled: 299, percent: 99 })
    expect(remaining([])).toEqual({ open: 0, settled: 0, percent: 100 })
  })
})
