// Bulletins, snapshots and workbooks that come back, as docs/api.md says.
export interface BulletinItem { id: number; state: 'draft' | 'issued'; title: string; number: string; snapshot_id: number; issued_on: string; issued_by: string; made_at: string; made_by: string; version: number; on: string }
export interface Figure { key: string; zh: string; en: string; count: number; percent: string; change: number | null; task_ids: number[] }
export interface FigureRow { id: number; plan_id: number; no: string; list: string; text: string; lead_units: string; state: string; light: string; due: string; why: string }
export interface Figures {
  tasks: number
  statements: { key: 'lights' | 'states' | 'reports'; figures: Figure[] }[]
  lists: Record<'overdue' | 'slow' | 'closed' | 'worse' | 'recovered', number[]>
  units: { unit_id: number; unit: string; asked: number; on_time: number; late: number; missing: number }[]
  rows: FigureRow[]
}
export const kParts = ['mark', 'title', 'addressee', 'intro', 'overall', 'slow', 'closed', 'reports', 'next', 'signature', 'copy_to', 'printed_by'] as const
export type Part = (typeof kParts)[number]
export interface Bulletin extends Omit<BulletinItem, 'on'> {
  organ_code: string
  text: Record<Part, string>
  snapshot: { id: number; title: string; on: string; round_title: string; sha256: string; before: string | null }
  figures: Figures
  history: { at: string; account: string; action: 'make' | 'edit' | 'issue' | 'drop' }[]
}

export interface MergeItem {
  n: number; row: string; task_id: number; no: string; text: string; sheet: string; place: string; field: string; field_name: string
  base: string; mine: string; theirs: string; kind: 'change' | 'conflict' | 'same' | 'refused'; why: { zh: string; en: string }; choice: '' | 'theirs' | 'mine'
}
export interface MergeHead {
  id: number; plan_id: number; state: 'open' | 'applied' | 'dropped'; file_name: string; at: string; account: string; exported_at: string; exported_by: string
  counts: { changes: number; conflicts: number; same: number; refused: number }; document: string; reason: string; applied: number; settled_at: string | null; version: number
}
export interface Merge extends MergeHead { items: MergeItem[]; notes: { kind: string; words: { zh: string; en: string } }[] }
