import { describe, expect, it } from 'vitest'
import { byteSpansToParts, Offsets } from './spans'

const bytes = (text: string): number => new TextEncoder().encode(text).length

describe('Offsets', () => {
  it.each([
    ['', 0, 0],
    ['abc', 1, 1],
    ['增长4.5%左右', 3, 1], // each Chinese character is three bytes, one unit
    ['增长4.5%左右', 6, 2],
    ['增长4.5%左右', 10, 6],
    ['𠮷野家', 4, 2], // outside the basic plane: four bytes, two units
    ['𠮷野家', 7, 3],
    ['é1', 2, 1],
    ['增长', 4, 1], // inside a character: its beginning
    ['增长', 99, 2], // beyond the text: its end
  ])('%j: byte %i is unit %i', (text, byte, unit) => expect(new Offsets(text).unit(byte)).toBe(unit))

  it('goes there and back at every character, also far behind the first step', () => {
    const text = '二、着力扩大内需𠮷 growth ≥ 4.5%\r\n'.repeat(200)
    const offsets = new Offsets(text)
    let byte = 0
    for (let unit = 0; unit < text.length; ) {
      expect(offsets.unit(byte)).toBe(unit)
      expect(offsets.byte(unit)).toBe(byte)
      const sign = String.fromCodePoint(text.codePointAt(unit)!)
      byte += bytes(sign)
      unit += sign.length
    }
    expect(offsets.length).toBe(bytes(text))
  })

  it('gives the second half of a pair its beginning', () => expect(new Offsets('𠮷').byte(1)).toBe(0))

  it('counts a lonely half of a pair as the replacement character that UTF-8 makes of it', () => {
    expect(new Offsets('a\ud800b').length).toBe(bytes('a\ud800b'))
  })
})

describe('byteSpansToParts', () => {
  const words = (text: string, spans: [number, number][]): string =>
    byteSpansToParts(text, spans).map((part) => (part.marked ? `[${part.text}]` : part.text)).join('')

  it.each<[string, [number, number][], string]>([
    ['改造老旧小区300个', [[6, 18]], '改造[老旧小区]300个'],
    ['改造老旧小区300个', [], '改造老旧小区300个'],
    ['一二三', [[6, 9], [0, 3]], '[一]二[三]'], // in any order
    ['一二三', [[0, 6], [3, 9]], '[一二][三]'], // overlapping
    ['一二三', [[3, 3]], '一二三'], // empty
    ['一二三', [[6, 99]], '一二[三]'], // beyond the end
  ])('%j %j', (text, spans, expected) => expect(words(text, spans)).toBe(expected))
})
