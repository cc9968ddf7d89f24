// How numbers, dates and targets look on the pages.
import type { Target } from '@/api/types'
import type { Language } from '@/i18n'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
export const number = (value: number | null | undefined): string => (value === null || value === undefined ? '' : grouped.format(value))

// 2026-03-01 in tables; 2026年3月1日 and 1 March 2026 in sentences.
export function dateInWords(date: string | null | undefined, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '')
  if (!parts) return date ?? ''
  const [, year, month, day] = parts
  if (language === 'zh') return `${year}年${Number(month)}月${Number(day)}日`
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${year}-${month}-${day}T00:00:00Z`))
}

// A time of the API (UTC) in the office's own time: 2026-02-05 16:30.
export function timeHere(at: string | null | undefined): string {
  if (!at) return ''
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

const kUnitsWithoutSpace = new Set(['%'])

// A large number as officials write it: 2,600亿, 32万 where that is exact; in English with thousands separators, and bn from a billion.
export function amount(value: number, language: Language = 'zh'): { digits: string; scale: string } {
  const scales: [number, string][] = language === 'zh' ? [[1e8, '亿'], [1e4, '万']] : [[1e9, ' bn']]
  for (const [size, scale] of scales) {
    const scaled = value / size
    if (Math.abs(scaled) >= 1 && Math.abs(scaled * 100 - Math.round(scaled * 100)) < 1e-6) return { digits: number(scaled), scale }
  }
  return { digits: number(value), scale: '' }
}

// The figure of a target: ≥ 4,000 场, ≥ 32万人, ≈ 4.5%, 300–350 个. The unit stays as printed in both languages.
export function figure(target: Target, language: Language = 'zh'): string {
  if (target.value === null) return ''
  const op = target.op && target.op !== '=' ? `${target.op} ` : ''
  const low = amount(target.value, language)
  const high = target.value_max !== null && target.value_max !== undefined ? amount(target.value_max, language) : null
  const from = high && high.scale === low.scale ? low.digits : low.digits + low.scale
  const value = high ? `${from}–${high.digits}${high.scale}` : from
  // 4.5%, 300 个, but 32万人
  const gap = !target.unit || kUnitsWithoutSpace.has(target.unit) || /[万亿]$/.test(value) ? '' : ' '
  return `${op}${value}${gap}${target.unit}`
}

// One target in a line: 社会消费品零售总额 增长 ≈ 4%.
export function targetLine(target: Target, growth: string, language: Language = 'zh'): string {
  return [target.indicator, target.measure === 'growth' ? growth : '', figure(target, language)].filter(Boolean).join(' ')
}
