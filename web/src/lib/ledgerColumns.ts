// The ledger's columns as officials know them from their Excel sheets. Keys are the API's names, and those of the export.
import type { Task } from '@/api/types'
import type { Column } from '@/grid/model'
import type { Language } from '@/i18n'
import { rank } from './lights'
import { cellsOfTargets, goalWords, projectWords } from './targets'

export function sectionOf(task: Task): string {
  if (task.list) return task.list
  return task.section.map((label, at) => (/^[((]/.test(label) ? `${label}${task.section_titles[at] ?? ''}` : `${label}、${task.section_titles[at] ?? ''}`)).join(' ')
}
export const topSectionOf = (task: Task): string =>
  task.list || (task.section[0] ? `${task.section[0]}、${task.section_titles[0] ?? ''}` : '')

export const leadersOf = (task: Task): string[] => [...task.leaders, ...task.implied_leaders]

// 等 is part of what the paper says: a list that is not complete is never shown, copied or printed as if it were.
const unitWords = (units: string[], open: boolean, shared: boolean, t: (key: string) => string): string =>
  units.join('、') + (open ? t('field.etc') : '') + (shared ? `${units.length ? ' ' : ''}${t('field.sharedShort')}` : '')

// As a task goes through them.
const kStates = ['', 'approved', 'disputed', 'dispatched', 'acknowledged', 'broken_down', 'in_progress', 'rectifying', 'completion_applied', 'verifying', 'suspended', 'closed', 'terminated', 'archived']

// running: the plan is approved, so its tasks have a state and the five facts.
export function ledgerColumns(t: (key: string) => string, language: Language = 'zh', running = false): Column<Task>[] {
  const title = (key: string): string => t(`field.${key}`)
  const yes = (value: boolean): string => t(value ? 'common.yes' : 'common.no')
  const fact = (key: 'punctuality' | 'result' | 'confidence', words: string, width: number): Column<Task> => ({ key, title: t(`facts.${key}`), width, kind: 'choice', value: (task) => (task.facts ? t(`facts.${words}.${task.facts[key]}`) : ''), groups: true, hidden: !running })
  return [
    { key: 'no', title: title('no'), width: 76, kind: 'text', value: (task) => task.no, compare: (a, b) => Number(!!a.list) - Number(!!b.list) || a.list.localeCompare(b.list) || a.position - b.position },
    { key: 'text', title: title('text'), width: 268, kind: 'text', value: (task) => task.text, lines: 2, grow: true },
    { key: 'light', title: t('facts.light'), width: 88, kind: 'choice', value: (task) => (task.facts ? t(`facts.lights.${task.facts.light}`) : ''), groups: true, hidden: !running, compare: (a, b) => rank(a.facts?.light) - rank(b.facts?.light) },
    { key: 'leaders', title: title('leaders'), width: 96, kind: 'tags', value: leadersOf, lines: 2, groups: true },
    { key: 'lead_units', title: title('lead_units'), width: 164, kind: 'tags', value: (task) => task.lead_units, text: (task) => unitWords(task.lead_units, task.open_lead, task.shared, t), groups: true },
    { key: 'responsible_units', title: title('responsible_units'), width: 190, kind: 'tags', value: (task) => task.responsible_units, text: (task) => unitWords(task.responsible_units, task.open_responsible, false, t), groups: true },
    { key: 'targets', title: title('targets'), width: 180, kind: 'text', value: (task) => cellsOfTargets(task, t, language).join('；'), lines: 2 },
    { key: 'qualitative', title: title('qualitative'), width: 140, kind: 'text', value: goalWords, lines: 2, hidden: true },
    { key: 'projects', title: title('projects'), width: 160, kind: 'text', value: (task) => projectWords(task, t), lines: 2, hidden: true },
    { key: 'goal_kind', title: title('goal_kind'), width: 120, kind: 'tags', value: (task) => [...new Set((task.qualitative ?? []).map((goal) => t(`goalKinds.${goal.kind}`)))], groups: true, hidden: true },
    { key: 'project_stage', title: title('project_stage'), width: 110, kind: 'tags', value: (task) => [...new Set((task.projects ?? []).map((project) => t(`stages.${project.stage}`)))], groups: true, hidden: true },
    { key: 'section', title: title('section'), width: 126, kind: 'choice', value: topSectionOf, text: sectionOf, lines: 2, groups: true, compare: (a, b) => Number(!!a.list) - Number(!!b.list) || a.position - b.position },
    { key: 'due_date', title: title('due_date'), width: 110, kind: 'date', value: (task) => task.due_date, groups: true },
    { key: 'state', title: title('state'), width: 104, kind: 'choice', value: (task) => (task.state ? t(`taskState.${task.state}`) : ''), groups: true, compare: (a, b) => kStates.indexOf(a.state) - kStates.indexOf(b.state), hidden: !running },
    fact('punctuality', 'punctualities', 92),
    fact('result', 'results', 88),
    fact('confidence', 'confidences', 76),
    { key: 'deadline_text', title: title('deadline_text'), width: 140, kind: 'text', value: (task) => task.deadline_text ?? '', hidden: true },
    { key: 'list', title: title('list'), width: 160, kind: 'choice', value: (task) => task.list, groups: true, hidden: true },
    { key: 'target_count', title: title('target_count'), width: 84, kind: 'number', value: (task) => task.targets.length, hidden: true },
    { key: 'shared', title: title('shared'), width: 120, kind: 'choice', value: (task) => yes(task.shared), groups: true, hidden: true },
    { key: 'open', title: title('open'), width: 120, kind: 'choice', value: (task) => yes(task.open_lead || task.open_responsible), groups: true, hidden: true },
    { key: 'findings_open', title: title('findings_open'), width: 96, kind: 'number', value: (task) => task.findings_open, hidden: true },
  ]
}

// What the export knows; the others are only of the screen.
export const kExported = new Set(['no', 'text', 'leaders', 'lead_units', 'responsible_units', 'targets', 'qualitative', 'projects', 'section', 'due_date', 'deadline_text', 'list', 'shared', 'findings_open', 'state', 'light', 'punctuality', 'result', 'confidence'])
