import { describe, expect, it } from 'vitest'
import type { Task } from '@/api/types'
import { filtered, queryToState } from '@/grid/model'
import { inSection, ledByLeader, ledByUnit, sharedByUnit, withFindings, withOpenList, withTargets, withoutLead } from './ledgerLinks'
import { ledgerColumns } from './ledgerColumns'

const t = (key: string) => key
const columns = ledgerColumns(t)
const base = { list: '', leaders: [], implied_leaders: [], lead_units: [], responsible_units: [], targets: [], section: [], section_titles: [], text: '', open_lead: false, open_responsible: false, findings_open: 0 }
const rows = [
  { ...base, id: 1, lead_units: ['省财政厅'], section: ['一'], section_titles: ['经济'] },
  { ...base, id: 2, responsible_units: ['省财政厅'], open_responsible: true, findings_open: 2 },
  { ...base, id: 3, lead_units: ['省教育厅'], implied_leaders: ['李明'], targets: [{ indicator: '学位', measure: 'increment', op: '=', value: 1, value_max: null, unit: '个', horizon: '', span: null }] },
] as unknown as Task[]

const found = (link: unknown) => {
  const { query } = link as { query: Record<string, string> }
  return filtered(rows, columns, queryToState(query, columns.map((column) => column.key))).map((task) => task.id)
}

describe('a number leads to its rows', () => {
  it.each([
    ['led by a unit', ledByUnit(1, '省财政厅'), [1]],
    ['shared by a unit', sharedByUnit(1, '省财政厅'), [2]],
    ['a leader, implied too', ledByLeader(1, '李明'), [3]],
    ['without a lead unit', withoutLead(1), [2]],
    ['with targets', withTargets(1), [3]],
    ['open lists', withOpenList(1, 'common.yes'), [2]],
    ['findings', withFindings(1), [2]],
    ['a section', inSection(1, '一', '经济'), [1]],
    ['no section', inSection(1, '', ''), [2, 3]],
  ])('%s', (_, link, ids) => expect(found(link)).toEqual(ids))
})
