// Where every cell's words stand in the paper: the text cut into pieces, each piece with the names of the cells it belongs to.
import type { ByteSpan, Finding, Rule, TaskField } from '@/api/types'
import { Offsets } from '@/lib/spans'
import type { PlanTask } from './useSettle'

export interface Mark {
  begin: number // UTF-16 units
  end: number
  keys: string[] // t12 t12.lead_units t12.lead_units.0, or f331
  tint: string // text lead responsible leader target, or '' for a finding
  finding?: Finding['severity']
  settled?: boolean
}

export interface Piece {
  begin: number
  text: string
  keys: string
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

export function toMarks(offsets: Offsets, tasks: readonly PlanTask[], findings: readonly Finding[]): Mark[] {
  const marks: Mark[] = []
  const put = (span: ByteSpan, keys: string[], tint: string) => {
    const [begin, end] = offsets.unitsOf(span)
    if (end > begin) marks.push({ begin, end, keys, tint })
  }
  for (const task of tasks) {
    const own = `t${task.id}`
    for (const span of task.spans?.text ?? []) put(span, [own, `${own}.text`], 'text')
    for (const field of ['leaders', 'lead_units', 'responsible_units'] as const) {
      task.spans?.[field]?.forEach((place, i) => {
        if (isRule(place)) return
        for (const span of place) put(span, [own, `${own}.${field}`, `${own}.${field}.${i}`], tintOf[field]!)
      })
    }
    task.targets.forEach((target, i) => {
      if (target.span) put(target.span, [own, `${own}.targets`, `${own}.targets.${i}`], 'target')
    })
  }
  for (const finding of findings) {
    if (!finding.span) continue
    const [begin, end] = offsets.unitsOf(finding.span)
    if (end > begin) marks.push({ begin, end, keys: [`f${finding.id}`], tint: '', finding: finding.severity, settled: finding.state !== 'open' })
  }
  return marks
}

// The lines of the text, each as pieces cut at every mark's edge. Where marks lie in one another, the later one gives the
// tint (a target within the text) and all of them give their keys.
export function toLines(text: string, marks: readonly Mark[]): Piece[][] {
  const edges = new Set<number>([0, text.length])
  for (const mark of marks) {
    edges.add(mark.begin)
    edges.add(mark.end)
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    edges.add(at)
    edges.add(at + 1)
  }
  const cuts = [...edges].sort((a, b) => a - b)
  const order = marks.map((_, i) => i).sort((a, b) => marks[a]!.begin - marks[b]!.begin || a - b)
  const lines: Piece[][] = [[]]
  let coming = 0
  let open: number[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const begin = cuts[i]!
    const end = cuts[i + 1]!
    open = open.filter((index) => marks[index]!.end > begin)
    while (coming < order.length && marks[order[coming]!]!.begin <= begin) {
      const index = order[coming++]!
      if (marks[index]!.end > begin) open.push(index)
    }
    const words = text.slice(begin, end)
    if (words === '\n') {
      lines.push([])
      continue
    }
    const here = [...open].sort((a, b) => a - b).map((index) => marks[index]!)
    const tint = here.reduce((last, mark) => mark.tint || last, '')
    const found = here.filter((mark) => mark.finding)
    const worst = found.find((mark) => !mark.settled) ?? found[0]
    const names = [
      tint && `m m-${tint}`,
      worst && `m-finding m-${worst.finding}`,
      worst?.settled && 'm-settled',
    ]
    lines[lines.length - 1]!.push({
      begin,
      text: words,
      keys: [...new Set(here.flatMap((mark) => mark.keys))].join(' '),
      className: names.filter(Boolean).join(' '),
    })
  }
  return lines
}

// The most telling key of a piece: a unit or target before a cell, a cell before a task; a finding last.
export function nearestKey(keys: string): string {
  const all = keys.split(' ').filter(Boolean)
  const cells = all.filter((key) => key.startsWith('t'))
  return cells.sort((a, b) => b.split('.').length - a.split('.').length || all.indexOf(b) - all.indexOf(a))[0] ?? all[0] ?? ''
}
