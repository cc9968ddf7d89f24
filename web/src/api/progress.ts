// The shapes of docs/api.md "Progress".

export type LightWord = 'red' | 'yellow' | 'green' | 'grey' | 'awaiting'

export interface RowFacts {
  on: string; state: string; light: LightWord; punctuality: string; result: string; confidence: string; was_late: boolean
  why: { state: string; light: string; punctuality: string; result: string; confidence: string }
}

export interface Why { rule: string; words: string; inputs: { name: string; value: string }[]; on: string }
export interface Fact { value: string; why: Why }
export interface TaskFacts {
  task_id: number; on: string; state: Fact; light: Fact; punctuality: Fact; result: Fact; confidence: Fact; was_late: boolean
  late: { limit: string; unit_id: number; end: string }[]
}

export interface Path { kind: 'linear' | 'stated' | 'stepped'; from: string; to: string; start: number; end: number; points: { on: string; value: number }[] }
export interface Setting {
  direction: string | null; light_class: string | null; tolerance: number | null; baseline: number | null
  trajectory: Path['kind'] | null; from: string; to: string; points: { on: string; value: number }[]; source: string; releases: string[]
}
export interface Settled { value: string; confirmed: boolean; why: string }
export interface PrintedTarget { indicator: string; measure: 'growth' | 'increment' | 'level'; op: string; value: number; value_max: number | null; unit: string; horizon: string }
export interface Outcome {
  value: number | null; cumulative: number | null; level: number | null; baseline: number | null; reference: number | null
  remaining: number | null; covered: number | null; total: number | null; confirmed: boolean | null; as_of: string; released_on: string; source: string
}
export interface TargetState {
  id: number; position: number; key: string; target: PrintedTarget; setting: Setting; direction: Settled; light_class: Settled
  tolerance: number; trajectory: Path; reported: number | null; as_of: string; source: string; verified: number | null; verified_on: string
  expected: number; light: LightWord; light_why: Why; verdict: Fact; outcome: Outcome | null
  figures: { unit_id: number; value: number; as_of: string; source: string; verified: number | null }[]; version: number
}
export interface TextPromise { id: number; position: number; key: string; kind: string; words: string; reached: string; judged_by: string; verdict: Fact; outcome: Outcome | null; version: number }
export interface TargetsOfTask { task_id: number; on: string; items: TargetState[]; goals: TextPromise[]; lost: { key: string; indicator: string; value: number; unit: string }[]; facts: unknown[] }

export interface Milestone {
  id: number; task_id: number; unit_id: number; measure_id: number | null; name: string; deliverable: string; due: string; weight: number
  accepted: boolean; dropped: boolean; baseline: { name: string; deliverable: string; due: string; weight: number } | null
  claimed_on: string; claimed_at: string; claimed_by: string; claim: string; done_on: string; done_by: string; returned: string; version: number
}
export interface BreakDown {
  id: number; task_id: number; unit_id: number; unit: string; part: string; state: string; due: string; accepted_on: string; accepted_by: string
  measures: { id: number; text: string; baseline: string; dropped: boolean }[]; milestones: Milestone[]; weights: number; weights_done: number
  may_write: boolean; may_review: boolean; version: number
}
export interface BreakDowns {
  task_id: number; items: BreakDown[]
  changes: { at: string; account: string; unit_id: number; milestone_id: number | null; what: string; before: string; after: string; reason: string }[]
}

export interface Lights { tasks: number; red: number; yellow: number; green: number; grey: number; awaiting: number }
export interface PlanProgress {
  on: string; lights: Lights; states: { state: string; count: number }[]; unconfirmed: number; was_late: number; missing: number
  sections: ({ section: string; title: string } & Lights)[]
  furthest: { task_id: number; no: string; list: string; text: string; indicator: string; unit: string; promised: number; value: number | null; expected: number; as_of: string; light: LightWord; why: string }[]
  since: string; since_title: string
  changes: { task_id: number; no: string; list: string; text: string; light_before: LightWord; light: LightWord; state_before: string; state: string }[]
}
export interface ScheduleItem {
  task_id: number; no: string; list: string; text: string; from: string; due: string; original_due: string; ended_on: string; state: string
  light: LightWord; light_why: string
  milestones: { id: number; unit_id: number; unit: string; name: string; deliverable: string; due: string; baseline_due: string; weight: number; accepted: boolean; claimed: boolean; done_on: string }[]
}
export interface Unconfirmed { task_id: number; no: string; list: string; text: string; position: number; key: string; target: PrintedTarget; direction: Settled; light_class: Settled }
export interface UnconfirmedList { items: Unconfirmed[]; total: number; kinds: { light_class: string; direction: string; count: number }[] }
export interface RuleSet { id: number; kind: string; text: string; packed: string; version: number; reason: string; account: string; at: string | null; history: { at: string; account: string; reason: string; text: string }[] }
