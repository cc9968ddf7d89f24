import { expect, it } from 'vitest'
import { etag, fileName, sentence } from './client'

it.each([
  ["attachment; filename=\"ledger.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx", '台账.xlsx'],
  ['attachment; filename="ledger.csv"', 'ledger.csv'],
  ['attachment', ''],
])('file name of %j', (header, name) => expect(fileName(header)).toBe(name))

it('makes the ETag of docs/api.md', () => expect(etag({ id: 12, version: 3 })).toBe('"12-3"'))

it.each([['账号或密码不对', '账号或密码不对。'], ['没有这个文件。', '没有这个文件。'], ['wrong password', 'wrong password.'], ['', '']])('makes a sentence of %j', (words, expected) => expect(sentence(words)).toBe(expected))
