import { expect, it } from 'vitest'
import { ledgerColumns } from './ledgerColumns'

it('has one column a key, as saved views and addresses know them', () => {
  const keys = ledgerColumns((key) => key, 'zh', true).map((column) => column.key)
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
})
