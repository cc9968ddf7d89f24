import { describe, expect, it } from 'vitest'
import { choices, emptyState, entries, filtered, queryToState, sorted, stateToQuery, textToFilter, toTsv, type Column, type GridState } from './model'

interface Row { id: number; text: string; units: string[]; due: string; count: number }
const rows: Row[] = [
  { id: 1, text: '改造老旧小区300个', units: ['省住建厅', '省财政厅'], due: '2026-06-30', count: 2 },
  { id: 2, text: '工业增加值增长5.5%', units: ['省工信厅'], due: '2026-12-31', count: 10 },
  { id: 3, text: '举办体育赛事', units: [], due: '', count: 0 },
]
const columns: Column<Row>[] = [
  { key: 'text', title: '任务', width: 300, kind: 'text', value: (row) => row.text },
  { key: 'units', title: '牵头单位', width: 100, kind: 'tags', value: (row) => row.units, groups: true },
  { key: 'due', title: '时限', width: 100, kind: 'date', value: (row) => row.due },
  { key: 'count', title: '目标数', width: 60, kind: 'number', value: (row) => row.count, hidden: true },
]
const ids = (list: Row[]): number[] => list.map((row) => row.id)
const withState = (change: Partial<GridState>): GridState => ({ ...emptyState(), ...change })

describe('filtered', () => {
  it.each<[string, Partial<GridState>, number[]]>([
    ['nothing asked', {}, [1, 2, 3]],
    ['one Chinese character', { q: '工' }, [2]],
    ['words in any column, all of them', { q: '小区 财政' }, [1]],
    ['a unit', { filters: { units: { any: ['省财政厅'] } } }, [1]],
    ['any of two units', { filters: { units: { any: ['省财政厅', '省工信厅'] } } }, [1, 2]],
    ['the empty cell', { filters: { units: { any: [''] } } }, [3]],
    ['contains', { filters: { text: { has: '增长' } } }, [2]],
    ['dates from', { filters: { due: { from: '2026-07-01' } } }, [2]],
    ['dates to', { filters: { due: { to: '2026-06-30' } } }, [1]],
    ['numbers, not as words', { filters: { count: { from: '3' } } }, [2]],
    ['combined', { filters: { units: { any: ['省工信厅'] }, due: { to: '2026-06-30' } } }, []],
  ])('%s', (_, change, expected) => expect(ids(filtered(rows, columns, withState(change)))).toEqual(expected))

  it('counts the choices of a column over the rows that the other filters let through', () => {
    const state = withState({ filters: { units: { any: ['省工信厅'] }, due: { to: '2026-06-30' } } })
    expect(choices(filtered(rows, columns, state, 'units'), columns[1]!).map((choice) => choice.value).toSorted()).toEqual(['省住建厅', '省财政厅'].toSorted())
  })
})

describe('sorted', () => {
  it.each<[string, GridState['sort'], number[]]>([
    ['by number', [{ key: 'count', down: true }], [2, 1, 3]],
    ['empty dates last', [{ key: 'due', down: false }], [1, 2, 3]],
    ['no order: as it came', [], [1, 2, 3]],
  ])('%s', (_, sort, expected) => expect(ids(sorted(rows, columns, sort))).toEqual(expected))
  it('goes on to the second column where the first is equal', () => {
    const same = rows.map((row) => ({ ...row, due: '2026-12-31' }))
    expect(ids(sorted(same, columns, [{ key: 'due', down: false }, { key: 'count', down: true }]))).toEqual([2, 1, 3])
  })
})

it('shows a row in the group of each of its values, rows without one last', () => {
  const list = entries(rows, columns[1], new Set(['省工信厅']), (row) => row.id)
  expect(list.map((entry) => (entry.kind === 'group' ? `${entry.title}=${entry.count}${entry.open ? '' : ' closed'}` : entry.row.id))).toEqual(['省住建厅=1', 1, '省财政厅=1', 1, '省工信厅=1 closed', '=1', 3])
})

describe('the address', () => {
  it.each<[string, Partial<GridState>]>([
    ['nothing', {}],
    ['everything', { q: '工业', filters: { text: { has: 'a.b' }, units: { any: ['甲|乙', '丙\\', ''] }, due: { from: '2026-01-01' }, count: { to: '5' } }, sort: [{ key: 'due', down: true }, { key: 'text', down: false }], group: 'units', columns: ['due', 'text'], widths: { text: 420 }, frozen: 2 }],
  ])('gives back %s', (_, change) => {
    const state = withState(change)
    expect(queryToState(stateToQuery(state), columns.map((column) => column.key))).toEqual(state)
  })
  it('passes over what it does not know', () =>
    expect(queryToState({ sort: '-gone,due', 'f.gone': '=x', cols: 'gone', group: 'gone', fz: 'x' }, columns.map((column) => column.key))).toEqual(withState({ sort: [{ key: 'due', down: false }] })))
  it.each([['', null], ['~', null], ['..', null], ['3..', { from: '3', to: undefined }], ['1.5..2', { from: '1.5', to: '2' }]])('reads the filter %j', (text, expected) => expect(textToFilter(text)).toEqual(expected))
})

it('copies as a table that WPS and Excel take', () =>
  expect(toTsv([{ ...rows[0]!, text: 'a\t"b"' }], columns.slice(0, 2))).toBe('任务\t牵头单位\r\n"a\t""b"""\t省住建厅、省财政厅'))
