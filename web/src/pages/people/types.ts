// Shapes of docs/api.md, section "Posts, delegates, groups, other sources".

export type PostKind = 'leader' | 'head' | 'liaison' | 'handler'
export interface Term { id: number; person: string; account_id: number | null; acting: boolean; phone: string; mail: string; valid_from: string; valid_to: string }
export interface Post {
  id: number; kind: PostKind; name: string; unit_id: number | null; unit_name: string; terms: Term[]
  portfolios: { id: number; unit_id: number; unit_name: string; valid_from: string; valid_to: string }[]; version: number
}
export interface PostHeld {
  id: number; kind: PostKind; name: string; unit_id: number | null; unit_name: string; person: string; account_id: number | null
  acting: boolean; valid_from: string; valid_to: string; version: number
}
export interface Colleague { id: number; name: string; unit_id: number | null; unit_name: string; leader: string }
export interface Delegation {
  id: number; principal_id: number; principal: string; unit_name: string; delegate_id: number; delegate: string
  valid_from: string; valid_to: string; in_force: boolean; reason: string; made_by: string; made_at: string; version: number
}
export interface UnitName { unit_id: number; unit_name: string }
export interface GroupMember extends UnitName { valid_from: string; valid_to: string; account?: string }
export interface UnitGroup { id: number; name: string; phrases: string[]; members: GroupMember[]; history?: GroupMember[]; version: number }
export interface GroupProposal { name: string; tasks: number; likely: UnitName[] }
export interface ChecklistItem { id: number; task_class: string; title: string }

export interface Officer { person: string; by: '' | 'task' | 'post'; acting: boolean; phone: string; mail: string }
export interface UnitPeople extends UnitName {
  part: 'lead' | 'convener' | 'responsible'; state: string; head: Officer; liaison: Officer; handler: Officer
  forwarded: { account_id: number; person: string; note: string; by: string; at: string } | null
}
export interface SameThing { task_id: number; plan_id: number; plan_title: string; no: string; text: string; target: number; own_target: number; indicator: string; reason: string }
export interface SameThings { linked: SameThing[]; likely: SameThing[] }
export interface OpenSets {
  lead: { open: boolean; resolved: boolean }; responsible: { open: boolean; resolved: boolean }
  records: { part: 'lead' | 'responsible'; units: UnitName[]; reason: string; account: string; at: string }[]
}
export interface TaskPeople {
  on: string; leaders: { printed: string; post_id: number | null; post: string; person: string; acting: boolean }[]
  units: UnitPeople[]; open_sets: OpenSets; same: SameThings
}
export interface Apportionment {
  target: number; indicator: string; unit: string; whole: number; adds_up: boolean; verdict: '' | 'exact' | 'short' | 'over'; words: string
  parts: { unit_id: number; unit_name: string; value: number }[]; note: string; account: string; at: string; outdated: boolean; version: number
}
export interface TaskChecklistItem {
  id: number; title: string
  units: { unit_id: number; unit_name: string; done: boolean; evidence: string; filled_in: boolean; account: string; at: string }[]
}
export interface Obligation {
  id: number; plan_id: number; title: string; text: string; due: string; withdrawn: boolean; made_by: string; made_at: string
  units: { unit_id: number; unit_name: string; confirmed_on: string; late: boolean; filled_in: boolean; note: string; account: string }[]
  confirmed: number; missing: number; version: number
}
export type SourceKind = 'instruction' | 'meeting' | 'ledger'
export interface Source {
  plan_id: number; kind: SourceKind; title: string; number: string; from: string; issued_on: string; year: number; tasks: number
  made_by: string; made_at: string; version: number
}
export interface SheetPreview {
  id: number; kind: 'accounts' | 'officers' | 'tasks'; file_name: string; state: 'open' | 'taken'; columns: { key: string; heading: string }[]
  rows: { sheet: string; row: number; values: string[]; faults: { key: string; cell: string; heading: string; text: string; blocking: boolean }[] }[]
  faults: number; version: number
}
export interface TakenSheet { rows: number; accounts: { name: string; one_time_password: string }[] }
