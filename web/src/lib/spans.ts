// Spans of the API are byte ranges [begin, end) of a text in UTF-8; strings here count UTF-16 units. This is the one place that
// turns one into the other.
import type { ByteSpan } from '@/api/types'

export interface Part { text: string; marked: boolean; begin: number; end: number }

// Maps byte positions of one text to UTF-16 positions and back. Building it is linear; each look-up is a bisection.
export class Offsets {
  private readonly bytes: number[] = [0] // byte position at each kStep-th unit that begins a character
  private readonly units: number[] = [0]
  readonly length: number // in bytes

  constructor(private readonly text: string) {
    let byte = 0
    let since = 0
    for (let unit = 0; unit < text.length; ) {
      if (since >= kStep) {
        this.bytes.push(byte)
        this.units.push(unit)
        since = 0
      }
      const size = characterAt(text, unit)
      byte += size.bytes
      unit += size.units
      since += size.units
    }
    this.length = byte
  }

  // A byte inside a character counts as the character's beginning; beyond the text, as its end.
  unit(byte: number): number {
    if (byte >= this.length) return this.text.length
    const from = lastAtMost(this.bytes, byte)
    let b = this.bytes[from]!
    let u = this.units[from]!
    for (;;) {
      const size = characterAt(this.text, u)
      if (b + size.bytes > byte) return u
      b += size.bytes
      u += size.units
    }
  }

  byte(unit: number): number {
    if (unit >= this.text.length) return this.length
    const from = lastAtMost(this.units, unit)
    let b = this.bytes[from]!
    let u = this.units[from]!
    for (;;) {
      const size = characterAt(this.text, u)
      if (u + size.units > unit) return b
      b += size.bytes
      u += size.units
    }
  }

  unitsOf(span: ByteSpan): [number, number] {
    return [this.unit(span[0]), this.unit(span[1])]
  }
  bytesOf(begin: number, end: number): ByteSpan {
    return [this.byte(begin), this.byte(end)]
  }
}

const kStep = 256

function characterAt(text: string, unit: number): { bytes: number; units: number } {
  const code = text.charCodeAt(unit)
  if (code < 0x80) return { bytes: 1, units: 1 }
  if (code < 0x800) return { bytes: 2, units: 1 }
  if (code >= 0xd800 && code < 0xdc00) {
    const low = text.charCodeAt(unit + 1)
    if (low >= 0xdc00 && low < 0xe000) return { bytes: 4, units: 2 }
  }
  return { bytes: 3, units: 1 }
}

function lastAtMost(sorted: number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}

// The text cut at the spans' edges, marked or not. Spans may overlap and come in any order.
export function byteSpansToParts(text: string, spans: ByteSpan[]): Part[] {
  const offsets = new Offsets(text)
  const ranges = spans.map((span) => offsets.unitsOf(span)).filter(([b, e]) => e > b).sort((a, b) => a[0] - b[0])
  const parts: Part[] = []
  let at = 0
  for (const [begin, end] of ranges) {
    if (end <= at) continue
    const from = Math.max(begin, at)
    if (from > at) parts.push({ text: text.slice(at, from), marked: false, begin: at, end: from })
    parts.push({ text: text.slice(from, end), marked: true, begin: from, end })
    at = end
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false, begin: at, end: text.length })
  return parts
}
