// Cuts a paper into its printed lines, and each line into parts that are covered by the same marks.
import type { ByteSpan } from '@/api/types'
import { Offsets } from './spans'

export interface LinePart { begin: number; text: string; tint: string; ids: string } // ids: of the covering marks, outermost first
export interface PaperLine { begin: number; parts: LinePart[] }

interface Covering { id: string; tint: string; begin: number; end: number }

export function paperLines(text: string, marks: { id: string; spans: ByteSpan[]; tint: string }[], offsets = new Offsets(text)): PaperLine[] {
  const covers: Covering[] = marks.flatMap((mark) =>
    mark.spans.map((span) => {
      const [begin, end] = offsets.unitsOf(span)
      return { id: mark.id, tint: mark.tint, begin, end }
    }),
  ).filter((cover) => cover.end > cover.begin)
  // Of two that begin together the longer is the outer one.
  covers.sort((a, b) => a.begin - b.begin || b.end - a.end)

  const lines: PaperLine[] = []
  let next = 0 // first of covers that begins beyond the present line
  let alive: Covering[] = []
  for (let begin = 0; begin <= text.length; ) {
    let end = text.indexOf('\n', begin)
    if (end < 0) end = text.length
    const shownEnd = text[end - 1] === '\r' && end > begin ? end - 1 : end
    while (next < covers.length && covers[next]!.begin < end) alive.push(covers[next++]!)
    alive = alive.filter((cover) => cover.end > begin)
    lines.push({ begin, parts: lineParts(text, begin, shownEnd, alive) })
    begin = end + 1
  }
  return lines
}

function lineParts(text: string, begin: number, end: number, covers: Covering[]): LinePart[] {
  if (end <= begin) return []
  const edges = new Set([begin, end])
  for (const cover of covers) {
    if (cover.begin > begin && cover.begin < end) edges.add(cover.begin)
    if (cover.end > begin && cover.end < end) edges.add(cover.end)
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, at) => {
    const to = sorted[at + 1]!
    const over = covers.filter((cover) => cover.begin < to && cover.end > from)
    return { begin: from, text: text.slice(from, to), tint: over.at(-1)?.tint ?? '', ids: [...new Set(over.map((cover) => cover.id))].join(' ') }
  })
}
