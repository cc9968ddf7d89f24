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

// The figure of a target: ≥ 4,000 场, ≈ 4.5%, 300–350 个. The Chinese unit stays as printed in both languages.
export function figure(target: Target): string {
  if (target.value === null) return ''
  const op = target.op && target.op !== '=' ? `${target.op} ` : ''
  const value = target.value_max !== null && target.value_max !== undefined ? `${number(target.value)}–${number(target.value_max)}` : number(target.value)
  return `${op}${value}${kUnitsWithoutSpace.has(target.unit) || !target.unit ? '' : ' '}${target.unit}`
}

// One target in a line: 社会消费品零售总额 增长 ≈ 4%.
export function targetLine(target: Target, growth: string): string {
  return [target.indicator, target.measure === 'growth' ? growth : '', figure(target)].filter(Boolean).join(' ')
}
