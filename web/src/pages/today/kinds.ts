// What each kind of line on 今日 leads to, and how it is dealt with. The kinds are words of the server's sources (src/store/todo.h).
import type { RouteLocationRaw } from 'vue-router'
import type { CaseAction } from '../task/life'

export interface TodayItem {
  kind: string; plan_id: number; task_id: number; object_id: number; unit_id: number; unit: string; no: string; text: string
  due: string; days_left: number | null; words: string; acts_for: string
}
export interface TodayList { on: string; total: number; overdue: number; kinds: { kind: string; total: number; overdue: number }[]; items: TodayItem[] }

// How a line is dealt with right there; without it, the line leads to its place.
export type Inline = 'problem' | 'step'

interface Kind {
  inline?: Inline
  steps?: string[] // of the task's life that deal with it, the likeliest first
  place?: (item: TodayItem) => RouteLocationRaw // else the task's page
}
const reportPage = (item: TodayItem): RouteLocationRaw => ({ name: 'report', params: { report: item.object_id } })
const taskPage = (item: TodayItem): RouteLocationRaw => ({ name: 'task', params: { plan: item.plan_id, task: item.task_id } })
const noticesPage = (view: string) => (item: TodayItem): RouteLocationRaw => ({
  name: 'notices', params: { plan: item.plan_id }, query: view === 'issued' ? { view, notice: item.object_id } : { view },
})
const kKinds: Record<string, Kind> = {
  report: { place: reportPage },
  returned: { place: reportPage },
  review: { place: reportPage },
  office_review: { place: (item) => ({ name: 'rounds', query: { view: 'review', report: item.object_id } }) },
  acknowledge: { steps: ['acknowledge', 'dispute', 'apply_extension'] },
  break_down: {}, // measures and milestones are written on the task's page
  rectify: { steps: ['submit_rectification', 'object', 'apply_extension'] },
  due: { steps: ['apply_completion', 'apply_extension'] },
  dispute: { steps: ['reject_dispute', 'reassign', 'release_unit'] },
  accept_break_down: { steps: ['accept_break_down', 'return_break_down'] },
  verify: { steps: ['begin_verification', 'pass_verification', 'fail_verification', 'return_completion'] },
  extension: { steps: ['agree_extension', 'refuse_extension'] },
  approve_extension: { steps: ['approve_extension', 'refuse_extension'] },
  objection: { steps: ['uphold_conclusion', 'change_conclusion'] },
  // Many tasks of one plan are one line: its ledger, where they are chosen and dispatched together.
  dispatch: { steps: ['dispatch'], place: (item) => (item.task_id ? taskPage(item) : { name: 'ledger', params: { plan: item.plan_id }, query: { group: 'state' } }) },
  merge: { place: (item) => ({ name: 'merge', params: { plan: item.plan_id, merge: item.object_id } }) },
  bulletin: { place: (item) => ({ name: 'bulletin', params: { bulletin: item.object_id } }) },
  settle_problem: { inline: 'problem' },
  instruct: { inline: 'problem' },
  answer_problem: { inline: 'problem' },
  carry_out: { inline: 'problem' },
  confirm_problem: { inline: 'problem' },
  confirm_obligation: { place: (item) => ({ name: 'units', params: { plan: item.plan_id }, query: { view: 'obligations' } }) },
  fill_checklist: { place: (item) => (item.task_id ? { name: 'task', params: { plan: item.plan_id, task: item.task_id } } : { name: 'ledger', params: { plan: item.plan_id } }) },
  given_to_me: {},
  resolve_open_set: { place: (item) => (item.task_id ? { name: 'task', params: { plan: item.plan_id, task: item.task_id } } : { name: 'ledger', params: { plan: item.plan_id } }) },
  name_group_members: { place: () => ({ name: 'administration', params: { tab: 'groups' } }) },
  register_units: { place: (item) => ({ name: 'units', params: { plan: item.plan_id }, query: { view: 'proposals' } }) },
  confirm_target: { place: (item) => ({ name: 'targets', params: { plan: item.plan_id } }) },
  answer_notice: { place: noticesPage('issued') },
  judge_answer: { place: noticesPage('issued') },
  sign_notice: { place: noticesPage('drafts') },
  decide_talk: { place: noticesPage('talks') },
}
export const knownKinds = Object.keys(kKinds)
export const inlineOf = (item: TodayItem): Inline | undefined => kKinds[item.kind]?.inline ?? (kKinds[item.kind]?.steps && item.task_id ? 'step' : undefined)
// Of what the person may do on the task, what deals with this line.
export const stepsOf = (item: TodayItem, actions: CaseAction[]): CaseAction[] =>
  (kKinds[item.kind]?.steps ?? []).flatMap((step) => actions.find((each) => each.action === step && (each.unit_id ?? 0) === item.unit_id) ?? [])
export function placeOf(item: TodayItem): RouteLocationRaw {
  const place = kKinds[item.kind]?.place
  if (place) return place(item)
  return item.task_id ? taskPage(item) : { name: 'ledger.usual' }
}

export const keyOf = (item: TodayItem): string => [item.kind, item.task_id, item.object_id, item.unit_id, item.acts_for].join('-')

// How near the end of the limit is: for shape, word and colour.
export type Danger = 'over' | 'today' | 'soon' | 'later' | 'none'
export function dangerOf(item: TodayItem): Danger {
  if (item.days_left === null) return 'none'
  if (item.days_left < 0) return 'over'
  if (item.days_left === 0) return 'today'
  return item.days_left <= 3 ? 'soon' : 'later'
}

// By kind, in the server's order: the kind that holds the oldest danger first.
export function grouped(list: TodayList, only: string): { kind: string; overdue: number; items: TodayItem[] }[] {
  return list.kinds
    .filter((each) => !only || each.kind === only)
    .map((each) => ({ kind: each.kind, overdue: each.overdue, items: list.items.filter((item) => item.kind === each.kind) }))
}
