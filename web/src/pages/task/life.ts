// The life of a task as the API tells it (docs/api.md), and what the pages make of it.
import { ref, shallowRef } from 'vue'
import { api } from '@/api/client'
import type { Unit } from '@/api/types'

export interface CaseUnit {
  unit_id: number; name: string; part: string; part_zh: string; state: string; state_zh: string; state_en: string; due: string; days_left: number
  closure: string; closure_zh: string; closed_with_task: boolean; verifications: number; head: string; liaison: string; handler: string
  delegated: number; filled_in: number; mine: boolean
}
export interface CaseLimit { kind: string; zh: string; en: string; unit_id: number | null; unit: string; conclusion: number; end: string; days_left: number; duty: string }
export interface CaseLate { kind: string; zh: string; en: string; unit_id: number | null; unit: string; end: string }
export interface CaseConclusion { no: number; unit_id: number; unit: string; on: string; passed: boolean; objection: string; objection_zh: string }
export interface CaseAction {
  action: string; zh: string; en: string; unit_id: number | null; unit: string; as: string; capacity: 'self' | 'delegate' | 'fill_in'; acts_for: string
  needs: string[]; options: string[]; main: boolean
}
export interface TaskCase {
  task_id: number; plan_id: number; version: number; state: string; state_zh: string; state_en: string; due: string; original_due: string; due_default: boolean
  done_criteria: string; task_class: string; task_class_zh: string; horizon: string; horizon_zh: string; confidence: string; confidence_zh: string
  closure: string; closure_zh: string; ending: string; ended_on: string; suspended_on: string; adjustments: number; open_subtasks: number
  late_before: boolean; was_late: boolean; predecessor_id: number | null; successor_id: number | null; parent_id: number | null
  units: CaseUnit[]; limits: CaseLimit[]; late: CaseLate[]
  extensions: { unit_id: number; unit: string; from: string; to: string; state: string; state_zh: string }[]
  conclusions: CaseConclusion[]
  without_seat: { name: string; part: string; group: boolean; units: { unit_id: number; name: string }[] }[]
  proposed_answering: { unit_id: number; unit: string; part: string; part_zh: string; zh: string; en: string } | null
  proposed_leaders: string[]
  subtasks: { task_id: number; no: string; text: string; state: string; state_zh: string; due: string }[]
  actions: CaseAction[]
}
export interface TimelineEntry {
  at: string; group: string; action: string; zh: string; en: string; account: string; unit: string; capacity: string; acts_for: string; text: string
  document: string; details: { zh: string; en: string }[]; late: { zh: string; en: string }[]; object: string; object_id: number
}
export interface BatchResult { done: number; refused: number; items: { task_id: number; no: string; done: boolean; steps: number; detail: string; version: number }[] }

export const caseTag = (of: TaskCase): string => `"${of.task_id}-${of.version}"`

// What its button says: in whose place, and of which unit where a task has several.
export function stepLabel(action: CaseAction, ofUnit: boolean, language: string, t: (key: string, named: Record<string, unknown>) => string): string {
  const name = language === 'zh' ? action.zh : action.en
  const words = action.unit && ofUnit ? t('life.forUnit', { action: name, unit: action.unit }) : name
  if (action.capacity === 'fill_in') return `${words}（${t('life.fillIn', {})}）`
  return action.capacity === 'delegate' ? `${words}（${t('life.delegate', { name: action.acts_for })}）` : words
}

// The register, for those who choose a unit; read once it is wanted.
export const register = shallowRef<Unit[]>([])
const wanted = ref(false)
export function wantRegister(): void {
  if (wanted.value) return
  wanted.value = true
  void api.all<Unit>('/units').then((all) => (register.value = all)).catch(() => (wanted.value = false))
}

// What a form of an action asks for, in the order it is asked; must: it is refused without.
export interface Asked { name: string; must: boolean }
export function asked(action: CaseAction, task: TaskCase): Asked[] {
  const out: Asked[] = []
  const add = (name: string, must: boolean): void => void (out.some((each) => each.name === name) || out.push({ name, must }))
  const order = ['unit', 'other_unit', 'part', 'conclusion', 'field', 'date', 'closure', 'confidence', 'text', 'document', 'officers', 'head', 'liaison', 'handler', 'without_units']
  for (const name of order) {
    if (action.needs.includes(name)) {
      if (name === 'officers') for (const each of ['head', 'liaison', 'handler']) add(each, false)
      else add(name, true)
    } else if (action.options.includes(name)) {
      if (name === 'without_units' && !task.without_seat.length) continue
      add(name, name === 'part')
    }
  }
  return out
}

export type StepForm = Record<string, string | number | null>

// The first values: what the program proposes, else nothing.
export function firstValues(action: CaseAction, task: TaskCase, taskText: string): StepForm {
  const form: StepForm = {}
  for (const { name } of asked(action, task)) form[name] = ''
  if ('unit' in form) form.unit = action.action === 'set_part' ? (task.proposed_answering?.unit_id ?? task.units[0]?.unit_id ?? null) : null
  if ('other_unit' in form) form.other_unit = null
  if ('part' in form) form.part = action.action === 'set_part' ? (task.proposed_answering?.part ?? 'lead') : 'responsible'
  if ('conclusion' in form) form.conclusion = task.conclusions.findLast((each) => each.unit_id === action.unit_id)?.no ?? null
  if ('field' in form) form.field = action.action === 'correct_wording' ? 'text' : 'due'
  if (action.action === 'correct_wording') form.after = taskText
  if ('closure' in form) form.closure = task.horizon === 'long_term' ? 'staged' : 'substantive'
  if (action.action === 'set_part' && task.proposed_answering) form.text = task.proposed_answering.zh
  const unit = task.units.find((each) => each.unit_id === action.unit_id)
  for (const name of ['head', 'liaison', 'handler'] as const) if (name in form) form[name] = unit?.[name] ?? ''
  return form
}

// The body of POST /tasks/{id}/actions: only what was filled in.
export function stepBody(action: CaseAction, form: StepForm): Record<string, unknown> {
  const body: Record<string, unknown> = { action: action.action }
  const unit = form.unit || action.unit_id
  if (unit) body.unit_id = Number(unit)
  if (form.other_unit) body.other_unit_id = Number(form.other_unit)
  if (form.conclusion) body.conclusion = Number(form.conclusion)
  const due = form.field === 'due'
  for (const name of ['part', 'closure', 'confidence', 'text', 'document', 'field', 'after', 'date', 'head', 'liaison', 'handler', 'without_units']) {
    const value = typeof form[name] === 'string' ? form[name].trim() : ''
    if (!value || (name === 'after' && due)) continue
    body[name] = value
  }
  return body
}
