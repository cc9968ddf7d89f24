// Two papers side by side, as the API gives them (docs/api.md, Papers side by side).
export type Kind = 'trace' | 'years' | 'levels' | 'annex' | 'outcomes'
export const kKinds: Kind[] = ['trace', 'years', 'levels', 'annex', 'outcomes']
export type Run = ['=' | '-' | '+', string]

export interface Paper { id: number; document_id: number; kind: string; title: string; year: number; region: string; level: string; state: string; tasks: number; list_tasks: number }
export interface Pair { id: number | null; kind: Kind; from: Paper; to: Paper; state: 'ready' | 'open' | 'waiting' }
export interface Row { key: string; task_id: number | null; no: string; list: string; section: string; section_titles: string[]; text: string; class: string; lead_units: string[]; span: [number, number] }
export interface Decision { id: number; action: 'confirm' | 'correct' | 'add' | 'remove'; type: LinkType; from: string; to: string; from_words: string; to_words: string; machine: string; reason: string; account: string; at: string }
export type LinkType = 'same' | 'related'
export interface TargetChange { indicator: string; from: string; to: string; change: string; share: number | null; units_from: string[]; units_to: string[] }
export interface Drift { what: 'wording' | 'figure' | 'dropped_item'; detail: string; report: string; plan: string; diff: Run[] | null }
export interface Promise_ { indicator: string; promised: string; verdict: 'met' | 'not_met' | 'undecidable'; reported: { value: number; unit: string; words: string } | null }
export interface LinkDetails { shared: string[]; targets: TargetChange[]; diff: Run[] | null; parts: string[]; drift: Drift[]; promise: Promise_ | null }
export interface Link extends LinkDetails {
  key: string; from: string; to: string; type: LinkType; score: number; why: string
  holds: boolean // false: a person removed it
  disagrees: boolean // the program says otherwise now
  machine: LinkType | null
  decision: Decision | null
}
export interface Outcome extends LinkDetails { from: string; to: string | null; score: number; why: string; holds: boolean; decision: Decision | null; verified: { value: number; on: string } | null; promise: Promise_ }
export interface Uncovered { from: string; text: string; class: string }
export interface Share { from: string; indicator: string; unit: string; whole: number; parts: { to: string; value: number }[]; sum: number; adds_up: boolean }
export interface Alignment {
  id: number; kind: Kind; version: number; made_at: string; from: Paper; to: Paper
  from_rows: Row[]; to_rows: Row[]; links: Link[]; dropped: string[]; added: string[]; split: string[]; merged: string[]; bared: string[]
  outcomes: Outcome[]; lost: Decision[]; remarks: string[]; uncovered: Uncovered[]; shares: Share[]
}
export interface Decisions { id: number; kind: Kind; version: number; decisions: Decision[] }
export interface Relative extends LinkDetails {
  alignment_id: number; relation: Kind; generation: number; through: number; plan: Paper; task_id: number | null; key: string; no: string; list: string; section: string
  text: string; lead_units: string[]; type: LinkType; score: number; why: string; disagrees: boolean; decision: Decision | null
}
export interface Lineage { task_id: number; ancestors: Relative[]; descendants: Relative[]; hidden: number; left_out: number }
export interface SeriesPoint {
  year: number; plan_id: number; task_id: number; no: string; list: string; indicator: string; promised: string; op: string; value: number | null; value_max: number | null; unit: string
  lead_units: string[]; change: string | null; reported: { value: number; unit: string; words: string } | null; verdict: 'met' | 'not_met' | 'undecidable' | null; verified: { value: number; on: string } | null
}
export interface Series { region: string; indicator: string; measure: string; unit: string; points: SeriesPoint[]; hidden: number }
