// Problems and requests for coordination: docs/api.md "Today and problems".

export type ProblemState = 'raised' | 'with_leader' | 'with_unit' | 'answered' | 'instructed' | 'settled' | 'closed' | 'withdrawn'
export type ProblemAction =
  | 'amend' | 'set_grade' | 'pass_to_leader' | 'pass_to_unit' | 'answer' | 'instruct' | 'settle' | 'close' | 'reopen' | 'withdraw'
export type Decision = 'agreed' | 'refused' | 'directed'

export interface NamedUnit { id: number; name: string }
export interface Instruction { leader: string; on: string; decision: Decision; text: string; unit: NamedUnit | null; by: string }
export interface ProblemItem {
  id: number; version: number; plan_id: number; task: { id: number; no: string; text: string }; unit: NamedUnit; report_id: number | null
  grade: 'ordinary' | 'major'; coordination: boolean; state: ProblemState; text: string; raised_on: string; due: string
  overdue: boolean; was_late: boolean; leader: string; asked_unit: NamedUnit | null; instruction: Instruction | null
}
export interface ProblemEvent {
  no: number; at: string; day: string; account: string; party: string; by_unit: string; filled_in: boolean; acts_for: string
  action: ProblemAction | 'raise'; text: string; grade: string; leader: string; decision: string; unit: string; by: string
}
export interface Problem extends ProblemItem {
  outcome: string; reopened: number; late: string[]; history: ProblemEvent[]; actions: ProblemAction[]
}

// The end of the address of a step.
export const kStepPath: Record<ProblemAction, string> = {
  amend: 'amend', set_grade: 'grade', pass_to_leader: 'pass', pass_to_unit: 'pass', answer: 'answer', instruct: 'instruct',
  settle: 'settle', close: 'close', reopen: 'reopen', withdraw: 'withdraw',
}
// What the step asks for.
export const kStepAsks: Record<ProblemAction, { text?: 'must' | 'may'; leader?: true; unit?: true; decision?: true }> = {
  amend: { text: 'must' }, set_grade: { text: 'may' }, pass_to_leader: { leader: true, text: 'may' }, pass_to_unit: { unit: true, text: 'may' },
  answer: { text: 'must' }, instruct: { decision: true, text: 'must' }, settle: { text: 'must' }, close: {}, reopen: { text: 'must' }, withdraw: { text: 'must' },
}
// What somebody most likely does next comes first; what the office only fills in for a unit stands behind "more".
const kOrder: ProblemAction[] = ['instruct', 'answer', 'pass_to_leader', 'pass_to_unit', 'settle', 'close', 'set_grade', 'reopen', 'amend', 'withdraw']
export function inOrder(actions: ProblemAction[], fillsIn: boolean): { first: ProblemAction[]; more: ProblemAction[] } {
  const sorted = kOrder.filter((action) => actions.includes(action))
  const ofUnits = new Set<ProblemAction>(['answer', 'amend', 'withdraw'])
  const rare = new Set<ProblemAction>(['set_grade', 'reopen', 'withdraw'])
  const back = (action: ProblemAction): boolean => (fillsIn && ofUnits.has(action)) || (rare.has(action) && sorted.length > 2)
  return { first: sorted.filter((action) => !back(action)), more: sorted.filter(back) }
}

// A settled one waits for the unit's confirmation.
export const isOpen = (state: ProblemState): boolean => state !== 'closed' && state !== 'withdrawn'
// In whose name a person may raise a problem on a task in that state: his own unit, or any on the task where the office fills in.
export function raisers<Unit extends { state: string; mine: boolean }>(state: string, units: Unit[], fillsIn: boolean): Unit[] {
  if (['approved', 'closed', 'terminated', 'archived'].includes(state)) return []
  return units.filter((unit) => unit.state !== 'released' && (unit.mine || fillsIn)).toSorted((a, b) => Number(b.mine) - Number(a.mine))
}
