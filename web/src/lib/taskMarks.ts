// The words of the paper that a task's fields came from, as marks of the paper pane. A mark's id is the field, and with several
// values the field and its place: lead_units.1.
import type { Mark } from '@/components/PaperPane.vue'
import type { ByteSpan, Rule, TaskDetail } from '@/api/types'
import type { Offsets } from './spans'

const isRule = (value: ByteSpan[] | Rule | undefined): value is Rule => !!value && !Array.isArray(value)

export function taskMarks(task: TaskDetail, paper: string, offsets: Offsets, headings: ByteSpan[]): Mark[] {
  const marks: Mark[] = []
  const add = (id: string, spans: ByteSpan[] | Rule | undefined, tint: Mark['tint']): void => {
    if (Array.isArray(spans) && spans.length) marks.push({ id, spans, tint })
  }
  add('text', task.spans.text, 'text')
  const lists = [['leaders', 'leader'], ['lead_units', 'lead'], ['responsible_units', 'responsible']] as const
  for (const [field, tint] of lists) task.spans[field]?.forEach((spans, at) => add(`${field}.${at}`, spans, tint))
  task.targets.forEach((target, at) => add(`targets.${at}`, target.span ? [target.span] : undefined, 'target'))
  task.qualitative?.forEach((goal, at) => add(`targets.goal${at}`, goal.span ? [goal.span] : undefined, 'target'))
  task.projects?.forEach((project, at) => add(`targets.project${at}`, project.span ? [project.span] : undefined, 'target'))
  add('deadline', deadlineSpan(task, paper, offsets), 'deadline')
  add('section', headings, 'section')
  for (const finding of task.findings) add(`finding.${finding.id}`, finding.span ? [finding.span] : undefined, 'finding')
  return marks
}

// The deadline has no span of its own: its printed words inside the task's part of the paper.
function deadlineSpan(task: TaskDetail, paper: string, offsets: Offsets): ByteSpan[] | undefined {
  if (!task.deadline_text || !task.span) return undefined
  const [begin, end] = offsets.unitsOf(task.span)
  const at = paper.slice(begin, end).indexOf(task.deadline_text)
  return at < 0 ? undefined : [offsets.bytesOf(begin + at, begin + at + task.deadline_text.length)]
}

// The rule that gave a value which no printed words gave.
export function ruleOf(task: TaskDetail, id: string): string {
  const [field, at] = id.split('.') as ['leaders' | 'lead_units' | 'responsible_units', string | undefined]
  const spans = at === undefined ? undefined : task.spans[field]?.[Number(at)]
  return isRule(spans as ByteSpan[] | Rule | undefined) ? (spans as Rule).rule : ''
}

// Marks that belong to what was clicked: a value, or a field with all of its values.
export const marksOf = (marks: Mark[], id: string): Mark[] => marks.filter((mark) => mark.id === id || mark.id.startsWith(`${id}.`))
