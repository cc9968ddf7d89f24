import { describe, expect, it } from 'vitest'
import { paperLines } from './paper'

const draw = (text: string, marks: { id: string; spans: [number, number][]; tint: string }[]): string[] =>
  paperLines(text, marks).map((line) => line.parts.map((part) => (part.ids ? `<${part.ids}:${part.text}>` : part.text)).join(''))

describe('paperLines', () => {
  it('keeps the printed lines, empty ones too', () => expect(draw('一\n\n二\n', [])).toEqual(['一', '', '二', '']))
  it('does not show a carriage return', () => expect(draw('一\r\n二', [])).toEqual(['一', '二']))
  it('carries a mark over a line break', () =>
    expect(draw('省沈抚示范区\n管委会。', [{ id: 'a', spans: [[3, 28]], tint: 'lead' }])).toEqual(['省<a:沈抚示范区>', '<a:管委会>。']))
  it('names covering marks from the outside in, and tints by the innermost', () => {
    const text = '改造小区300个'
    const marks = [
      { id: 'target', spans: [[6, 18]] as [number, number][], tint: 'target' },
      { id: 'text', spans: [[0, 18]] as [number, number][], tint: 'text' },
    ]
    expect(draw(text, marks)).toEqual(['<text:改造><text target:小区300个>'])
    expect(paperLines(text, marks)[0]!.parts[1]!.tint).toBe('target')
  })
  it('remembers where each part begins in the text', () =>
    expect(paperLines('甲\n乙丙', [{ id: 'x', spans: [[7, 10]], tint: 'text' }])[1]!.parts.map((part) => part.begin)).toEqual([2, 3]))
})
