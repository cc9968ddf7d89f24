// The shapes of docs/api.md, as the server sends them.
import type { RowFacts } from './progress'

export type Role =
  | 'system_administrator' | 'security_administrator' | 'auditor' | 'supervision_office'
  | 'leader' | 'unit_reviewer' | 'unit_handler' | 'observer'

export type Action =
  | 'read_ledger' | 'export_ledger' | 'import_document' | 'correct_task' | 'settle_finding' | 'approve_plan'
  | 'adjust_task' | 'settle_proposal' | 'decide_link' | 'read_units' | 'manage_units' | 'manage_portfolios' | 'save_view'
  | 'share_view' | 'read_accounts' | 'manage_accounts' | 'grant_roles' | 'read_log' | 'verify_log'
  | 'run_task' | 'answer_task' | 'instruct' | 'name_officers' | 'manage_posts' | 'open_round' | 'report'
  | 'review_in_unit' | 'review_report' | 'raise_problem' | 'settle_problem' | 'issue_notice' | 'answer_notice' | 'urge'
  | 'merge_ledger' | 'issue_bulletin' | 'read_bulletin' | 'manage_rules' | 'manage_mail' | 'own_account'

export interface List<T> { items: T[]; total: number; next: string | null }

export interface Session {
  account: { id: number; name: string; display_name: string; roles: Role[]; unit_id: number | null; leader: string }
  actions: Action[]
  csrf: string
  must_change_password: boolean
  must_enrol_second_factor: boolean
  idle_minutes: number
  language: 'zh' | 'en'
}

export interface Account {
  id: number; name: string; display_name: string; roles: Role[]; unit_id: number | null; unit_name: string; leader: string
  state: 'active' | 'locked' | 'disabled'; last_login_at: string | null; password_expires_on: string | null; email: string; second_factor: boolean; version: number
}

export interface Plan {
  id: number; document_id: number; kind: string; title: string; doc_number: string; issuer: string; issued_on: string
  year: number; region: string; level: string; state: 'draft' | 'approved'; plan_version: number
  supersedes: number | null; superseded_by: number | null; tasks: number; list_tasks: number
  findings_open: number; look_open: number; imported_at: string; imported_by: string
  approved_at: string | null; approved_by: string | null; version: number
}

export interface Section { label: string; title: string; level: number; first_task: string; last_task: string; spans?: ByteSpan[] }

export interface PlanDetail extends Plan {
  document: Record<string, unknown>
  sections: Section[]
  lists: string[]
  requirements: { label: string; title: string; text: string }[]
  missing: unknown[]
}

// A byte range [begin, end) of the reader's text in UTF-8.
export type ByteSpan = [number, number]
export interface Rule { rule: string }

export interface Target {
  indicator: string; measure: 'growth' | 'increment' | 'level'; op: string; value: number | null
  value_max: number | null; unit: string; horizon: string; span: ByteSpan | null
}

// A promise without a number: 动态清零.
export interface Goal { phrase: string; kind: string; span: ByteSpan | null }
// A named work and how far it has to be this year.
export interface NamedProject { name: string; stage: string; span: ByteSpan | null }

export interface Task {
  id: number; plan_id: number; list: string; position: number; no: string; section: string[]; section_titles: string[]
  text: string; leaders: string[]; implied_leaders: string[]; lead_units: string[]; lead_unit_ids: (number | null)[]
  responsible_units: string[]; responsible_unit_ids: (number | null)[]; shared: boolean; open_lead: boolean
  open_responsible: boolean; targets: Target[]; qualitative?: Goal[]; projects?: NamedProject[]; deadline: string; deadline_text: string; due_date: string
  due_default: boolean; findings_open: number; settled_fields: string[]; unsure: string[]; facts?: RowFacts | null; version: number
  state: string; due_now: string // of the task's life; empty in a draft
}

export interface TaskSpans {
  text?: ByteSpan[]
  lead_units?: (ByteSpan[] | Rule)[]
  responsible_units?: (ByteSpan[] | Rule)[]
  leaders?: (ByteSpan[] | Rule)[]
}

export interface HistoryEntry {
  at: string; account: string; action: string; field: string; before: unknown; after: unknown; reason: string
}

export interface TaskDetail extends Task {
  span: ByteSpan | null
  spans: TaskSpans
  document_id: number
  plan: { id: number; title: string; year: number; state: 'draft' | 'approved' }
  previous_id: number | null
  next_id: number | null
  history: HistoryEntry[]
  findings: Finding[]
}

export type TaskField =
  | 'text' | 'leaders' | 'lead_units' | 'responsible_units' | 'shared' | 'open_lead' | 'open_responsible'
  | 'deadline' | 'targets' | 'section'

export interface Finding {
  id: number; kind: string; kind_name: string; severity: 'repaired' | 'look' | 'stop'; severity_name: string
  text: string; where: string; reason: string; likely: string; likely_unit_id: number | null; likely_unit: string; span: ByteSpan | null; task_id: number | null
  field: string; state: 'open' | 'accepted' | 'corrected' | 'ignored'; value: string; settled_by: string
  settled_at: string | null; same_kind_open: number; version: number
}

export interface SearchHit {
  task_id: number; plan_id: number; plan_title: string; year: number; no: string; list: string; text: string; at: ByteSpan[]
}

export interface View {
  id: number; name: string; page: string; address: string; shared: boolean; own: boolean; version: number
}

export interface Unit {
  id: number; name: string; parent_id: number | null; level: string; kind: string; aliases: { id: number; text: string }[]
  valid_from: string | null; valid_to: string | null; successor_id: number | null; version: number
}

export interface UnitDetail extends Unit {
  history: { on: string; what: 'renamed' | 'merged' | 'created' | 'closed'; before: string; after: string; account: string }[]
  plans: { plan_id: number; title: string; year: number; led: number; shared: number }[]
}

// What a unit, a leader has in one plan.
export interface PlanUnit { name: string; unit_id: number | null; group: boolean; led: number; shared: number; targets: number; sections: string[] }
export interface PlanLeader { name: string; led: number; implied: number; lead_units: { name: string; tasks: number }[]; sections: string[] }

export interface UnitProposal { name: string; tasks: number; group: boolean; kind: string; known: boolean; spellings: string[]; likely_unit_id: number | null; likely_name: string; reason: string }
export interface Portfolio { id: number; leader: string; unit_id: number; unit_name: string; valid_from: string | null; valid_to: string | null; post_id: number | null; post: string; version: number }

export interface Overview {
  counts: {
    tasks: number; list_tasks: number; sections: number; targets: number; lead_units: number; units: number; leaders: number
    without_lead: number; open_lists: number; findings_open: number; look_open: number
  }
  tasks_by_section: { section: string; title: string; tasks: number; targets: number }[]
  targets_by_measure: { measure: Target['measure']; count: number }[]
  targets_by_unit: { unit: string; count: number }[]
  without_lead: { id: number; no: string; list: string; text: string }[]
  open_lists: { id: number; no: string; list: string; text: string; field: string }[]
  findings_by_kind: { kind: string; name: string; open: number; settled: number }[]
  load: { name: string; unit_id: number | null; led: number; shared: number }[]
}

export interface Token { id: number; name: string; expires_on: string | null; created_at?: string | null; last_used_at?: string | null; secret?: string }

export interface LogEntry {
  no: number; at: string; account: string; from: string; action: string; object: string; before: unknown; after: unknown; hash: string
}
