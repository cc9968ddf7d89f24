// What the compare page reckons from an alignment: which row has which links, what stands in its margin, which words of it changed.
import type { Alignment, Decision, Link, Row, Run } from './types'

export type Side = 'from' | 'to'
export type Only = '' | 'changed' | 'uncovered' | 'unconfirmed' | 'disagrees'
export const kOnly: Only[] = ['', 'changed', 'uncovered', 'unconfirmed', 'disagrees']

export const changed = (link: Link): boolean =>
  link.targets.some((each) => each.change !== 'unchanged') || link.drift.length > 0 || (link.diff?.some(([op]) => op !== '=') ?? false)

// What people decided replaces what an alignment held of it: after an answer, or a lost race. The program's own word stays beside it.
export function withDecisions(alignment: Alignment, version: number, decisions: Decision[]): Alignment {
  const last = new Map<string, Decision>()
  for (const each of decisions) last.set(`${each.from}:${each.to}`, each)
  const links: Link[] = []
  for (const link of alignment.links) {
    const decision = last.get(link.key) ?? null
    last.delete(link.key)
    if (!decision && !link.machine) continue // an added one that was taken back
    const holds = decision?.action !== 'remove'
    const type = decision?.type ?? link.machine ?? link.type
    const disagrees = !!decision && (link.machine ? !holds || link.machine !== type : holds && decision.action !== 'add')
    links.push({ ...link, decision, holds, type, disagrees })
  }
  for (const [key, decision] of last) {
    if (!decision.from || !decision.to) continue
    links.push({
      key, from: decision.from, to: decision.to, type: decision.type, score: 1, why: '', holds: decision.action !== 'remove', disagrees: false, machine: null, decision,
      shared: [], targets: [], diff: null, parts: [], drift: [], promise: null,
    })
  }
  const outcomes = alignment.outcomes.map((row) => {
    const decision = decisions.findLast((each) => each.from === row.from && each.to === row.to) ?? null
    return { ...row, decision, holds: decision?.action !== 'remove' }
  })
  const kept = new Set(decisions.map((each) => each.id))
  return { ...alignment, version, links, outcomes, lost: alignment.lost.filter((each) => kept.has(each.id)), ...ends(alignment, links) }
}

// Rows without a link, and those with several, as the server counts them.
function ends(alignment: Alignment, links: Link[]): Pick<Alignment, 'dropped' | 'added' | 'split' | 'merged' | 'bared'> {
  const same = links.filter((link) => link.holds && link.type === 'same')
  const count = (side: Side): Map<string, number> => {
    const out = new Map<string, number>()
    for (const link of same) out.set(link[side], (out.get(link[side]) ?? 0) + 1)
    return out
  }
  const from = count('from')
  const to = count('to')
  const keys = (rows: Row[], of: Map<string, number>, wanted: (n: number) => boolean): string[] => rows.map((row) => row.key).filter((key) => wanted(of.get(key) ?? 0))
  const held = new Set(links.filter((link) => link.holds).map((link) => link.from))
  return {
    dropped: keys(alignment.from_rows, from, (n) => n === 0),
    added: keys(alignment.to_rows, to, (n) => n === 0),
    split: keys(alignment.from_rows, from, (n) => n > 1),
    merged: keys(alignment.to_rows, to, (n) => n > 1),
    bared: alignment.kind === 'trace' ? [...new Set(links.filter((link) => !link.holds && !held.has(link.from)).map((link) => link.from))] : [],
  }
}

export interface Index { from: Map<string, Link[]>; to: Map<string, Link[]>; uncovered: Map<string, string[]> }
export function indexOf(alignment: Alignment): Index {
  const out: Index = { from: new Map(), to: new Map(), uncovered: new Map() }
  for (const link of alignment.links) {
    for (const side of ['from', 'to'] as Side[]) out[side].set(link[side], [...(out[side].get(link[side]) ?? []), link])
  }
  // A clause that a person linked to a task is carried, whatever the program finds of its words.
  const byHand = new Set(alignment.links.filter((link) => link.holds && (link.decision?.action === 'add' || link.decision?.action === 'confirm')).map((link) => link.from))
  for (const part of alignment.uncovered) if (!byHand.has(part.from)) out.uncovered.set(part.from, [...(out.uncovered.get(part.from) ?? []), part.text])
  for (const key of alignment.bared) if (!out.uncovered.has(key)) out.uncovered.set(key, [alignment.from_rows.find((row) => row.key === key)?.text ?? ''])
  return out
}

// What stands in the margin of a row: key of compare.mark.*
export type Mark = 'uncovered' | 'partly' | 'dropped' | 'added' | 'sourceless' | 'split' | 'merged' | 'drift' | 'changed'
export function marksOf(alignment: Alignment, index: Index, row: Row, side: Side): Mark[] {
  const links = (index[side].get(row.key) ?? []).filter((link) => link.holds)
  const out: Mark[] = []
  if (alignment.kind === 'trace' && side === 'from') {
    if (index.uncovered.has(row.key)) out.push(links.length ? 'partly' : 'uncovered')
  } else if (alignment.kind !== 'outcomes' && !links.some((link) => link.type === 'same')) {
    out.push(side === 'from' ? 'dropped' : alignment.kind === 'trace' ? 'sourceless' : 'added')
  }
  if (alignment.kind !== 'trace' && links.filter((link) => link.type === 'same').length > 1) out.push(side === 'from' ? 'split' : 'merged')
  if (side === 'to' && links.some((link) => link.drift.length)) out.push('drift')
  if (side === 'to' && links.some((link) => link.targets.some((each) => each.change !== 'unchanged'))) out.push('changed')
  return out
}

export function passes(only: Only, link: Link): boolean {
  if (only === 'changed') return changed(link)
  if (only === 'unconfirmed') return !link.decision
  if (only === 'disagrees') return link.disagrees
  return only === ''
}

// Keys of the rows that a filter and a section leave: of a link that passes both ends stand.
export function shownRows(alignment: Alignment, index: Index, only: Only, section: string): { from: Row[]; to: Row[]; links: Link[] } {
  const inSection = (row: Row | undefined): boolean => !section || (!!row && (row.section === section || row.section.startsWith(`${section}/`)))
  const row = new Map([...alignment.from_rows, ...alignment.to_rows].map((each) => [each.key, each]))
  const links = alignment.links.filter((link) => passes(only, link) && (inSection(row.get(link.from)) || inSection(row.get(link.to))))
  const kept = new Set<string>()
  for (const link of links) {
    kept.add(link.from)
    kept.add(link.to)
  }
  const bare = (each: Row, side: Side): boolean =>
    marksOf(alignment, index, each, side).some((mark) => mark === 'uncovered' || mark === 'partly' || mark === 'dropped' || mark === 'added' || mark === 'sourceless')
  const side = (rows: Row[], which: Side): Row[] =>
    rows.filter((each) => {
      if (only === 'uncovered') return inSection(each) && bare(each, which)
      if (only) return kept.has(each.key)
      return inSection(each) || kept.has(each.key)
    })
  return { from: side(alignment.from_rows, 'from'), to: side(alignment.to_rows, 'to'), links: only === 'uncovered' ? [] : links }
}

export interface Segment { text: string; mark: '' | 'struck' | 'added' | 'uncovered' | 'drift' | 'shared'; figure: boolean }
const plain = (text: string): Segment => ({ text, mark: '', figure: false })

// The earlier wording shows what was struck out, the later what came in. A change of stops alone is not marked.
export function sideOfDiff(runs: Run[], side: Side): Segment[] {
  const out: Segment[] = []
  for (const [op, text] of runs) {
    if (op === '=' || !/[\p{L}\p{N}]/u.test(text)) {
      if (op === '=' || op === (side === 'from' ? '-' : '+')) out.push(plain(text))
    }
    else if (op === (side === 'from' ? '-' : '+')) out.push({ text, mark: side === 'from' ? 'struck' : 'added', figure: /\d/.test(text) })
  }
  return out
}

// Marks pieces of a text, the first place of each; pieces that overlap an earlier one are left out.
export function markPieces(text: string, pieces: { text: string; segments: Segment[] }[]): Segment[] {
  const places = pieces
    .map((piece) => ({ at: piece.text ? text.indexOf(piece.text) : -1, piece }))
    .filter((place) => place.at >= 0)
    .toSorted((a, b) => a.at - b.at)
  const out: Segment[] = []
  let end = 0
  for (const { at, piece } of places) {
    if (at < end) continue
    if (at > end) out.push(plain(text.slice(end, at)))
    out.push(...piece.segments)
    end = at + piece.text.length
  }
  if (end < text.length) out.push(plain(text.slice(end)))
  return out
}

// A row's words with what changed in them. chosen: the link in hand; without one only what is sure to be about one link is shown.
export function wordsOf(alignment: Alignment, index: Index, row: Row, side: Side, chosen: Link | null): Segment[] {
  const links = (index[side].get(row.key) ?? []).filter((link) => link.holds)
  const own = chosen && chosen[side] === row.key ? chosen : null
  if (alignment.kind === 'trace') {
    const pieces = (own ? [own] : links).flatMap((link) => link.drift).map((drift) => {
      const text = side === 'from' ? drift.report : drift.plan
      const segments: Segment[] = drift.diff ? sideOfDiff(drift.diff, side) : [{ text, mark: 'drift', figure: false }]
      return { text, segments }
    })
    if (side === 'from') {
      for (const text of index.uncovered.get(row.key) ?? []) pieces.push({ text, segments: [{ text, mark: 'uncovered', figure: false }] })
      if (own) for (const text of own.parts) pieces.push({ text, segments: [{ text, mark: 'shared', figure: false }] })
    }
    return markPieces(row.text, pieces)
  }
  const same = links.filter((link) => link.type === 'same')
  const link = own ?? (same.length === 1 ? same[0]! : null)
  if (link?.diff) return sideOfDiff(link.diff, side)
  if (own) return markPieces(row.text, own.shared.map((text) => ({ text, segments: [{ text, mark: 'shared', figure: false } as Segment] })))
  return [plain(row.text)]
}

// The rows that go on in none of the other side, as the head of the page counts them: without a link of type same; of a report, with words that no task carries.
export function bareKeys(alignment: Alignment, index: Index, side: Side): Set<string> {
  if (side === 'to') return new Set(alignment.added)
  return alignment.kind === 'trace' ? new Set(index.uncovered.keys()) : new Set(alignment.dropped)
}
// Sections of the first level with how many rows of a side they hold, in printed order.
export interface SectionCount { path: string; title: string; rows: number; bare: number }
export function sectionsOf(alignment: Alignment, index: Index, side: Side): SectionCount[] {
  const out = new Map<string, SectionCount>()
  const bare = bareKeys(alignment, index, side)
  for (const row of alignment[side === 'from' ? 'from_rows' : 'to_rows']) {
    const path = row.list || row.section.split('/')[0] || ''
    const found = out.get(path) ?? { path, title: row.list ? '' : (row.section_titles[0] ?? ''), rows: 0, bare: 0 }
    ++found.rows
    if (bare.has(row.key)) ++found.bare
    out.set(path, found)
  }
  return [...out.values()]
}
export function matrixOf(alignment: Alignment): Map<string, number> {
  const section = new Map([...alignment.from_rows, ...alignment.to_rows].map((row) => [row.key, row.list || row.section.split('/')[0] || '']))
  const out = new Map<string, number>()
  for (const link of alignment.links) {
    if (!link.holds) continue
    const cell = `${section.get(link.from) ?? ''}\n${section.get(link.to) ?? ''}`
    out.set(cell, (out.get(cell) ?? 0) + 1)
  }
  return out
}
