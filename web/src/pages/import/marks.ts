// Where every cell's words stand in the paper: the text cut into pieces, each piece with the names of the cells it belongs to.
import type { ByteSpan, Finding, Rule, TaskField } from '@/api/types'
import { paperLines } from '@/lib/paper'
import type { Offsets } from '@/lib/spans'
import type { PlanTask } from './useSettle'

export interface Mark {
  id: string // t12.text, t12.lead_units.0, t12.targets.1, or f331
  spans: ByteSpan[]
  tint: string // text lead responsible leader target, or '' for a finding
  finding?: Finding['severity']
  settled?: boolean
}

export interface Piece {
  begin: number // UTF-16 units
  text: string
  keys: string // t12 t12.lead_units t12.lead_units.0
  className: string
}

const isRule = (place: ByteSpan[] | Rule): place is Rule => !Array.isArray(place)

export const tintOf: Partial<Record<TaskField, string>> = {
  text: 'text',
  lead_units: 'lead',
  responsible_units: 'responsible',
  leaders: 'leader',
  targets: 'target',
  deadline: 'deadline',
}

export function toMarks(tasks: readonly PlanTask[], findings: readonly Finding[]): Mark[] {
  const marks: Mark[] = []
  for (const task of tasks) {
    const own = `t${task.id}`
    if (task.spans?.text) marks.push({ id: `${own}.text`, spans: task.spans.text, tint: 'text' })
    for (const field of ['leaders', 'lead_units', 'responsible_units'] as const) {
      task.spans?.[field]?.forEach((place, i) => {
        if (!isRule(place)) marks.push({ id: `${own}.${field}.${i}`, spans: place, tint: tintOf[field]! })
      })
    }
    task.targets.forEach((target, i) => {
      if (target.span) marks.push({ id: `${own}.targets.${i}`, spans: [target.span], tint: 'target' })
    })
  }
  for (const finding of findings) {
    if (finding.span) marks.push({ id: `f${finding.id}`, spans: [finding.span], tint: '', finding: finding.severity, settled: finding.state !== 'open' })
  }
  return marks
}

// t12.lead_units.0 belongs to the cell t12.lead_units and the task t12.
const withParents = (id: string): string[] => id.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))

// The lines of the text, each as pieces that the same marks cover. Where marks lie in one another, the innermost gives the tint
// (a target within the text) and all of them give their keys.
export function toLines(text: string, marks: readonly Mark[], offsets?: Offsets): Piece[][] {
  const byId = new Map(marks.map((mark) => [mark.id, mark]))
  return paperLines(text, [...marks], offsets).map((line) =>
    line.parts.map((part) => {
      const here = part.ids.split(' ').filter(Boolean).map((id) => byId.get(id)!)
      const tint = here.reduce((last, mark) => mark.tint || last, '')
      const found = here.filter((mark) => mark.finding)
      const worst = found.find((mark) => !mark.settled) ?? found[0]
      const names = [tint && `m m-${tint}`, worst && `m-finding m-${worst.finding}`, worst?.settled && 'm-settled']
      return {
        begin: part.begin,
        text: part.text,
        keys: [...new Set(here.flatMap((mark) => withParents(mark.id)))].join(' '),
        className: names.filter(Boolean).join(' '),
      }
    }),
  )
}

// The most telling key of a piece: a unit or target before a cell, a cell before a task; a finding last.
export function nearestKey(keys: string): string {
  const all = keys.split(' ').filter(Boolean)
  const cells = all.filter((key) => key.startsWith('t'))
  return cells.sort((a, b) => b.split('.').length - a.split('.').length || all.indexOf(b) - all.indexOf(a))[0] ?? all[0] ?? ''
}
