import { describe, expect, it } from 'vitest'
import { accepted, usualDecision } from './decisions'

const proposal = (name: string, extra = {}) => ({ name, tasks: 1, group: false, kind: 'department', known: true, spellings: [], likely_unit_id: null, likely_name: '', reason: '', ...extra })

describe('names that the register does not know', () => {
  it('are proposed as units, other names, or nothing', () => {
    expect(usualDecision(proposal('省体育局'))).toEqual({ as: 'create', unit: null })
    expect(usualDecision(proposal('省发改委', { likely_unit_id: 7 }))).toEqual({ as: 'alias', unit: 7 })
    expect(usualDecision(proposal('热门影视'), new Set(['热门影视']))).toEqual({ as: 'skip', unit: null })
    expect(usualDecision(proposal('县代建中心', { known: false }))).toEqual({ as: 'skip', unit: null })
    expect(usualDecision(proposal('各市人民政府', { group: true }))).toEqual({ as: 'skip', unit: null })
  })
  it('are sent as decided; a name without its unit waits', () => {
    const proposals = [proposal('甲'), proposal('乙'), proposal('丙'), proposal('丁')]
    expect(accepted(proposals, { 甲: { as: 'create', unit: null }, 乙: { as: 'alias', unit: 3 }, 丙: { as: 'alias', unit: null }, 丁: { as: 'skip', unit: 3 } })).toEqual({
      create: ['甲'], alias: [{ name: '乙', unit_id: 3 }],
    })
  })
})
