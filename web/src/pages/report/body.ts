// What is typed into a report, apart from the page: figures as people write them, and two versions side by side.
import type { ReportBody, ReportTarget, ReportValue } from '@/pages/rounds/types'

// 45万 → 450000, 1,200 → 1200, 3.2亿 → 320000000; NaN for anything else, null for nothing.
export function figureOf(typed: string): number | null {
  const text = typed.trim().replaceAll(/[,，\s]/g, '')
  if (!text) return null
  const match = /^([+-]?\d+(?:\.\d+)?)(万|亿)?[%％]?$/.exec(text)
  if (!match) return NaN
  const scale = match[2] === '万' ? 1e4 : match[2] === '亿' ? 1e8 : 1
  return Number((Number(match[1]) * scale).toPrecision(15))
}

export const emptyBody = (): ReportBody => ({ text: '', values: [], percent: null, problems: '', wants_coordination: false, next_step: '' })

// A value for each target, in their order; those that the body has.
export function valuesFor(targets: ReportTarget[], body: ReportBody, day: string): ReportValue[] {
  return targets.map(({ target }) => {
    const there = body.values.find((each) => each.target === target)
    return { target, value: there?.value ?? null, as_of: there?.as_of || day, source: there?.source ?? '' }
  })
}

// What is sent: a target without a figure and a source says nothing.
export const toSend = (body: ReportBody): ReportBody => ({ ...body, values: body.values.filter((each) => each.value !== null || each.source) })

export const sameBody = (a: ReportBody, b: ReportBody): boolean => JSON.stringify(toSend(a)) === JSON.stringify(toSend(b))

export type Part = 'text' | 'values' | 'percent' | 'problems' | 'next_step'
export const kParts: Part[] = ['values', 'text', 'percent', 'problems', 'next_step']
// The parts in which two bodies differ.
export const differing = (a: ReportBody, b: ReportBody): Part[] =>
  kParts.filter((part) => {
    if (part === 'problems') return a.problems !== b.problems || a.wants_coordination !== b.wants_coordination
    if (part === 'values') return JSON.stringify(toSend(a).values) !== JSON.stringify(toSend(b).values)
    return a[part] !== b[part]
  })
