export type Colour = 'blue' | 'yellow' | 'red'
export interface Draft {
  plan_id: number; task_id: number; no: string; task: string; unit_id: number; unit: string; colour: Colour; due: string; light: string
  answer_by: string; rule: string; reason: string; talk: string; text: string; edited_by: string; version: number
}
export interface Notice {
  id: number; plan_id: number; task_id: number; no: string; task: string; unit_id: number; unit: string; colour: Colour; number: string
  text: string; reason: string; signer: string; issued_by: string; issued_on: string; answer_by: string
  state: 'issued' | 'answered' | 'returned' | 'accepted'; answered_on: string; overdue: boolean; version: number
}
export interface Answer {
  no: number; text: string; account: string; filled_in: boolean; at: string; late: boolean
  verdict: '' | 'accepted' | 'returned'; verdict_reason: string; verdict_by: string; verdict_at: string | null
}
export interface NoticeDetail extends Notice { plan: string; answers: Answer[]; may: ('answer' | 'judge')[] }
export interface Talk {
  id: number; plan_id: number; task_id: number; no: string; task: string; unit_id: number; unit: string; notice_id: number; number: string
  reason: string; proposed_on: string; state: 'proposed' | 'held' | 'not_held'; held_on: string; words: string; account: string; version: number
}
export interface Burden {
  unit_id: number; unit: string; tasks: number; reports: number; notices: number; reminders: number; urgings: number; talks: number; total: number
}
