// The shapes of rounds and reports (docs/api.md).
export interface Round {
  id: number; title: string; kind: 'monthly' | 'quarterly' | 'once'; year: number; period: number; period_from: string; period_to: string
  opens: string; due: string; due_reason_zh: string; due_reason_en: string; state: 'planned' | 'open' | 'closed' | 'cancelled'
  ask: 'answering' | 'all'; repeats: boolean; created_by: string; reports: number; handed_in: number; accepted: number; reviewing: number
  plan_ids: number[]; version: number; history?: { at: string; account: string; action: string; before: string; after: string; reason: string }[]
}
export interface RoundPreview {
  title: string; opens: string; due: string; due_reason_zh: string; due_reason_en: string; period_from: string; period_to: string
  tasks: number; units: number; reports: number; served: number; no_unit: { id: number; no: string; text: string }[]
}
export const kCounts = ['reports', 'handed_in', 'asked', 'draft', 'submitted', 'reviewing', 'returned', 'accepted', 'late', 'missing'] as const
export type Count = (typeof kCounts)[number]
export type Counts = Record<Count | 'excused', number>
export interface Board { round: Round; units: (Counts & { unit_id: number; unit: string })[]; total: Counts }

export type ReportState = 'draft' | 'submitted' | 'reviewing' | 'accepted' | 'returned' | 'withdrawn'
export interface ReportItem {
  id: number; plan_id: number; task_id: number; no: string; text: string; unit_id: number; unit: string; round_id: number; round: string
  due: string; state: ReportState; started: boolean; late: boolean; filled_in: boolean; handed_in_on: string; accepted_on: string; reason: string; version: number
}
export interface ReportValue { target: number; value: number | null; as_of: string; source: string }
export interface ReportBody {
  text: string; values: ReportValue[]; percent: number | null; problems: string; wants_coordination: boolean; next_step: string
}
export interface ReportTarget {
  target: number; indicator: string; measure: 'growth' | 'increment' | 'level'; op: string; value: number; value_max: number | null; unit: string
  horizon: string; part: number | null; accepted: { value: number; as_of: string; source: string } | null
}
export interface Evidence {
  id: number; kind: string; title: string; file_name: string; media: string; sha256: string; size: number; url: string; no: number
  first_id: number; replaced: boolean; added_at: string; added_by: string; filled_in: boolean; removed: boolean
}
export interface ReportVersion {
  no: number; day: string; at: string; account: string; late: boolean; filled_in: boolean
  confirmed: { target: number; rule: string; words_zh: string; words_en: string }[]; body: ReportBody; evidence_ids: number[]
}
export interface Report {
  id: number; plan_id: number; plan_title: string; task_id: number; no: string; text: string; section: string; unit_id: number; unit: string
  round: { id: number; title: string; state: string; period_from: string; period_to: string }
  asked_on: string; due: string; state: ReportState; late: boolean; filled_in: boolean; unit_review: boolean; reason: string
  handed_in_on: string; accepted_on: string; text_version: number
  serves: { round_id: number; round: string; plan_id: number; plan_title: string; task_id: number; no: string; due: string }[]
  targets: ReportTarget[]; body?: ReportBody; started?: boolean; draft_by?: string; draft_at?: string | null
  last?: { report_id: number; day: string; round: string; body: ReportBody } | null
  hints?: { rule: string; words_zh: string; words_en: string }[]
  steps?: { at: string; account: string; acts_for: string; action: string; filled_in: boolean; reason: string; no: number; state: string }[]
  versions: ReportVersion[]; evidence: Evidence[]; can: string[]; version: number
}
export interface OddValue { key: string; target: number; rule: string; words: string }
