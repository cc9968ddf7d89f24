import { expect, it } from 'vitest'
import { passwordRules } from './password'

it.each([
  ['', { length: false, kinds: false, name: false, fresh: false }],
  ['Correct-Horse-9', { length: true, kinds: true, name: true, fresh: true }],
  ['correcthorse', { length: true, kinds: false, name: true, fresh: true }],
  ['Wang-Ducha-2026', { length: true, kinds: true, name: true, fresh: true }],
  ['WANGDUCHA-2026x', { length: true, kinds: true, name: false, fresh: true }],
  ['One-Time-Pass-1', { length: true, kinds: true, name: true, fresh: false }],
])('%j', (fresh, expected) => expect(passwordRules(fresh, 'wangducha', 'One-Time-Pass-1')).toEqual(expected))
