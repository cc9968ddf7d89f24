import { describe, expect, it } from 'vitest'
import { sortRows } from './sort'

const rows = [{ n: 2, s: '省财政厅' }, { n: 10, s: '省教育厅' }, { n: 1, s: '' }]
const value = (row: (typeof rows)[number], key: string) => (key === 'n' ? row.n : row.s)
describe('sorting a plain table', () => {
  it('sorts figures as figures', () => expect(sortRows(rows, '-n', value).map((row) => row.n)).toEqual([10, 2, 1]))
  it('sorts names by their sound', () => expect(sortRows(rows, 's', value).map((row) => row.s)).toEqual(['', '省财政厅', '省教育厅']))
  it('leaves the rows it was given', () => {
    sortRows(rows, '-n', value)
    expect(rows[0]!.n).toBe(2)
  })
})
