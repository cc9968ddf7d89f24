import { describe, expect, it } from 'vitest'
import { changesOf } from './entry'

describe('a log entry', () => {
  it('shows only the fields that differ', () => {
    expect(changesOf({ state: 'open', value: '', no: 3 }, { state: 'accepted', value: '省司法厅', no: 3 })).toEqual([
      { field: 'state', before: 'open', after: 'accepted' },
      { field: 'value', before: '', after: '省司法厅' },
    ])
  })
  it('reads objects that came as text, and lists', () => {
    expect(changesOf('{"roles":["observer"]}', '{"roles":["observer","leader"]}')).toEqual([
      { field: 'roles', before: 'observer', after: 'observer、leader' },
    ])
  })
  it('takes a plain sentence as it is', () => {
    expect(changesOf('', '登录')).toEqual([{ field: '', before: '', after: '登录' }])
    expect(changesOf(null, null)).toEqual([])
    expect(changesOf('{broken', '')).toEqual([{ field: '', before: '{broken', after: '' }])
  })
  it('shows a thing made or taken away whole', () => {
    expect(changesOf(null, { name: '李敏' })).toEqual([{ field: 'name', before: '', after: '李敏' }])
  })
})
