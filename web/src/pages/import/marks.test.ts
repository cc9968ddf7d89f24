import { describe, expect, it } from 'vitest'
import type { Finding } from '@/api/types'
import { nearestKey, toLines, toMarks, type Mark } from './marks'
import type { PlanTask } from './useSettle'

const paper = '1. 建房300套。\n（省住建厅\n牵头）'
const bytes = (words: string, from = 0): [number, number] => {
  const at = paper.indexOf(words, from)
  const before = new TextEncoder().encode(paper.slice(0, at)).length
  return [before, before + new TextEncoder().encode(words).length]
}
const task = {
  id: 12,
  targets: [{ span: bytes('300套') }],
  spans: { text: [bytes('建房300套。')], lead_units: [[bytes('省住建厅')]], responsible_units: [{ rule: 'ellipsis.prefix' }], leaders: [] },
} as unknown as PlanTask
const finding = { id: 5, severity: 'look', state: 'open', span: bytes('厅\n牵') } as unknown as Finding

describe('marks', () => {
  const marks = toMarks([task], [finding])
  it('name their cells, and leave out what a rule inferred', () => {
    expect(marks.map((mark) => mark.id)).toEqual(['t12.text', 't12.lead_units.0', 't12.targets.0', 'f5'])
  })
  it('cut the paper into its own lines without losing a character', () => {
    const lines = toLines(paper, marks)
    expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(paper)
    for (const piece of lines.flat()) expect(paper.slice(piece.begin, piece.begin + piece.text.length)).toBe(piece.text)
  })
  it('give the inner tint and the keys of all', () => {
    const piece = toLines(paper, marks).flat().find((one) => one.text === '300套')!
    expect(piece.className).toBe('m m-target')
    expect(piece.keys.split(' ')).toEqual(['t12', 't12.text', 't12.targets', 't12.targets.0'])
    expect(nearestKey(piece.keys)).toBe('t12.targets.0')
  })
  it('go on over a line break', () => {
    const marked = toLines(paper, marks).flat().filter((piece) => piece.keys.includes('f5'))
    expect(marked.map((piece) => [piece.text, piece.className])).toEqual([
      ['厅', 'm m-lead m-finding m-look'],
      ['牵', 'm-finding m-look'],
    ])
  })
  it('show an open finding before a settled one at the same place', () => {
    const at = (settled: boolean, severity: Finding['severity']): Mark => ({ id: settled ? 'f1' : 'f2', spans: [[0, 3]], tint: '', finding: severity, settled })
    expect(toLines('甲', [at(true, 'repaired'), at(false, 'look')])[0]![0]!.className).toBe('m-finding m-look')
    expect(toLines('甲', [at(true, 'repaired')])[0]![0]!.className).toBe('m-finding m-repaired m-settled')
  })
  it('of an empty paper are none', () => expect(toLines('', [])).toEqual([[]]))
})
