import { describe, expect, it } from 'vitest'
import { lacking, toggled } from './roles'

describe('roles of one person', () => {
  it('are one administrator and nothing else', () => {
    expect(toggled(['observer', 'leader'], 'auditor', true)).toEqual(['auditor'])
    expect(toggled(['auditor'], 'system_administrator', true)).toEqual(['system_administrator'])
    expect(toggled(['auditor'], 'observer', true)).toEqual(['observer'])
  })
  it('or several working roles', () => {
    expect(toggled(['observer'], 'leader', true)).toEqual(['observer', 'leader'])
    expect(toggled(['observer', 'leader'], 'observer', false)).toEqual(['leader'])
    expect(toggled(['observer'], 'observer', true)).toEqual(['observer'])
  })
  it('need a unit or a name where they stand for one', () => {
    expect(lacking(['unit_handler'], { unit_id: null, leader: '' })).toBe('unit')
    expect(lacking(['leader'], { unit_id: null, leader: '' })).toBe('leader')
    expect(lacking(['unit_handler', 'leader'], { unit_id: 3, leader: '王某' })).toBeNull()
  })
})
