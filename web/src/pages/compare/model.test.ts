import { describe, expect, it } from 'vitest'
import { indexOf, markPieces, marksOf, matrixOf, sectionsOf, shownRows, sideOfDiff, withDecisions, wordsOf } from './model'
import type { Alignment, Decision, Link, Row } from './types'

const row = (key: string, text: string, section = '一'): Row => ({ key, task_id: Number(key) || null, no: key, list: '', section, section_titles: ['城市更新'], text, class: '', lead_units: [], span: [0, 0] })
const link = (from: string, to: string, more: Partial<Link> = {}): Link => ({
  key: `${from}:${to}`, from, to, type: 'same', score: 0.9, why: '', holds: true, disagrees: false, machine: 'same', decision: null, shared: [], targets: [], diff: null, parts: [], drift: [], promise: null, ...more,
})
const paper = { id: 1, document_id: 1, kind: 'plan', title: '', year: 2025, region: '', level: '', state: 'draft', tasks: 0, list_tasks: 0 }
const alignment = (more: Partial<Alignment> = {}): Alignment => ({
  id: 1, kind: 'years', version: 1, made_at: '', from: paper, to: paper, from_rows: [row('1', '改造20个。'), row('2', '办节。', '二')], to_rows: [row('11', '改造30个。'), row('12', '建园。', '二')],
  links: [link('1', '11', { diff: [['=', '改造'], ['-', '20'], ['+', '30'], ['=', '个。']] })], dropped: ['2'], added: ['12'], split: [], merged: [], bared: [], outcomes: [], lost: [], remarks: [], uncovered: [], shares: [], ...more,
})
const decision = (action: Decision['action'], from: string, to: string, type: Decision['type'] = 'same'): Decision => ({ id: 9, action, type, from, to, from_words: '', to_words: '', machine: '', reason: '', account: '督查', at: '' })

describe('the compare page', () => {
  it('shows what was struck out on the left and what came in on the right', () => {
    const given = alignment()
    const index = indexOf(given)
    expect(wordsOf(given, index, given.from_rows[0]!, 'from', null).map((each) => each.text + each.mark)).toEqual(['改造', '20struck', '个。'])
    expect(wordsOf(given, index, given.to_rows[0]!, 'to', null)).toEqual(sideOfDiff(given.links[0]!.diff!, 'to'))
    expect(sideOfDiff([['+', '30']], 'to')[0]!.figure).toBe(true)
    expect(sideOfDiff([['=', '办节'], ['-', '。'], ['+', '、建园。']], 'from')).toEqual([{ text: '办节', mark: '', figure: false }, { text: '。', mark: '', figure: false }])
    expect(wordsOf(given, index, given.to_rows[1]!, 'to', null)).toEqual([{ text: '建园。', mark: '', figure: false }])
  })
  it('marks pieces of a text once each, and none over another', () => {
    const piece = (text: string) => ({ text, segments: [{ text, mark: 'drift' as const, figure: false }] })
    expect(markPieces('甲乙丙丁', [piece('丙'), piece('乙丙'), piece('戊')]).map((each) => each.text)).toEqual(['甲', '乙丙', '丁'])
  })
  it('says in the margin what has no partner', () => {
    const given = alignment()
    const index = indexOf(given)
    expect(marksOf(given, index, given.from_rows[1]!, 'from')).toEqual(['dropped'])
    expect(marksOf(given, index, given.to_rows[1]!, 'to')).toEqual(['added'])
    const trace = alignment({ kind: 'trace', uncovered: [{ from: '2', text: '办节。', class: 'commitment' }] })
    expect(marksOf(trace, indexOf(trace), trace.from_rows[1]!, 'from')).toEqual(['uncovered'])
    const byHand = withDecisions(trace, 2, [decision('add', '2', '12')])
    expect(marksOf(byHand, indexOf(byHand), byHand.from_rows[1]!, 'from')).toEqual([])
  })
  it('takes what people decided, and gives the program its word back', () => {
    const removed = withDecisions(alignment(), 2, [decision('remove', '1', '11')])
    expect(removed.links[0]).toMatchObject({ holds: false, disagrees: true })
    expect(removed.dropped).toEqual(['1', '2'])
    const corrected = withDecisions(removed, 3, [decision('correct', '1', '11', 'related')])
    expect(corrected.links[0]).toMatchObject({ holds: true, type: 'related', machine: 'same', disagrees: true })
    const added = withDecisions(corrected, 4, [decision('add', '2', '12')])
    expect(added.links.map((each) => each.key)).toEqual(['1:11', '2:12'])
    expect(added.links[0]).toMatchObject({ type: 'same', decision: null, disagrees: false })
    expect(withDecisions(added, 5, []).links).toHaveLength(1)
  })
  it('filters by what changed, what stands alone, and section', () => {
    const given = alignment()
    const index = indexOf(given)
    expect(shownRows(given, index, 'uncovered', '')).toMatchObject({ from: [{ key: '2' }], to: [{ key: '12' }], links: [] })
    expect(shownRows(given, index, 'changed', '').from.map((each) => each.key)).toEqual(['1'])
    expect(shownRows(given, index, '', '二').to.map((each) => each.key)).toEqual(['12'])
    expect(matrixOf(given).get('一\n一')).toBe(1)
    const related = withDecisions(given, 2, [decision('correct', '1', '11', 'related')])
    const bare = (side: 'from' | 'to'): number => sectionsOf(related, indexOf(related), side).reduce((sum, section) => sum + section.bare, 0)
    expect([bare('from'), bare('to')], 'the numbers at the head of the page').toEqual([related.dropped.length, related.added.length])
  })
})
