import { expect, it } from 'vitest'
import en from './en'
import zh from './zh'

// Every key with the names that its words fill in: both languages must have the same.
function keys(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path} ${[...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(',')}`.trim()]
  if (Array.isArray(value)) return [`${path}[${value.length}]`]
  return Object.entries(value as object).flatMap(([key, inner]) => keys(inner, path ? `${path}.${key}` : key))
}

it('both languages have the same keys and the same places to fill', () => expect(keys(en).sort()).toEqual(keys(zh).sort()))

it('no words are empty, and no Chinese is left in the English', () => {
  const words = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(words))
  expect([...words(zh), ...words(en)].filter((text) => !text.trim())).toEqual([])
  expect(words(en).filter((text) => /[\u4e00-\u9fff]/.test(text.replaceAll('中文', '').replaceAll('等', '')))).toEqual([])
})
