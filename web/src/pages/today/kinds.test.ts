import { expect, it } from 'vitest'
import type { CaseAction } from '../task/life'
import { dangerOf, grouped, inlineOf, keyOf, placeOf, stepsOf, type TodayItem } from './kinds'

const item = (kind: string, days_left: number | null, task_id = 7): TodayItem => ({
  kind, plan_id: 1, task_id, object_id: 3, unit_id: 2, unit: '市教育局', no: '1', text: '新建学校5所。', due: '', days_left, words: '', acts_for: '',
})

it('says how near the end is', () => {
  expect([-3, 0, 1, 3, 4, null].map((days) => dangerOf(item('instruct', days)))).toEqual(['over', 'today', 'soon', 'soon', 'later', 'none'])
})

it('groups in the order of the server, and filters by kind', () => {
  const list = {
    on: '2026-03-02', total: 3, overdue: 1,
    kinds: [{ kind: 'instruct', total: 2, overdue: 1 }, { kind: 'report', total: 1, overdue: 0 }],
    items: [item('instruct', -1), item('report', 2), item('instruct', 5, 8)],
  }
  expect(grouped(list, '').map((group) => [group.kind, group.overdue, group.items.length])).toEqual([['instruct', 1, 2], ['report', 0, 1]])
  expect(grouped(list, 'report').map((group) => group.kind)).toEqual(['report'])
})

it('leads an unknown kind to its task, and one of no task to the ledger', () => {
  expect(placeOf(item('something_new', 1))).toEqual({ name: 'task', params: { plan: 1, task: 7 } })
  expect(placeOf(item('something_new', 1, 0))).toEqual({ name: 'ledger.usual' })
  expect(inlineOf(item('instruct', 1))).toBe('problem')
  expect(keyOf(item('instruct', 1))).not.toBe(keyOf(item('instruct', 1, 8)))
})

it('deals with a step of the task in the line, by the steps of its unit alone', () => {
  const action = (name: string, unit_id: number | null): CaseAction => ({ action: name, zh: '', en: '', unit_id, unit: '', as: 'unit', capacity: 'self', acts_for: '', needs: [], options: [], main: false })
  const actions = [action('dispute', 2), action('acknowledge', 9), action('acknowledge', 2), action('adjust', null), action('dispatch', null)]
  expect(inlineOf(item('acknowledge', 1))).toBe('step')
  expect(stepsOf(item('acknowledge', 1), actions).map((each) => [each.action, each.unit_id])).toEqual([['acknowledge', 2], ['dispute', 2]])
  expect(stepsOf({ ...item('dispatch', 1), unit_id: 0 }, actions).map((each) => each.action)).toEqual(['dispatch'])
  expect(inlineOf(item('dispatch', 1, 0))).toBeUndefined()
  expect(inlineOf(item('break_down', 1))).toBeUndefined()
})
