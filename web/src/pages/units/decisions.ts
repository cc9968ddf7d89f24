// What becomes of a name that the register does not know.
import type { UnitProposal } from '@/api/types'

export interface Decision {
  as: 'create' | 'alias' | 'skip'
  unit: number | null
}

// A group phrase (各市人民政府) is no unit, nor is a word that an open finding doubts (a hijacked page's); what looks like a known
// unit is proposed as another name of it; a name that the lexicon of bodies does not know waits for a person.
export function usualDecision(proposal: UnitProposal, doubtful: ReadonlySet<string> = new Set()): Decision {
  if (proposal.group || doubtful.has(proposal.name)) return { as: 'skip', unit: null }
  if (proposal.likely_unit_id) return { as: 'alias', unit: proposal.likely_unit_id }
  return { as: proposal.known ? 'create' : 'skip', unit: null }
}

export function accepted(proposals: readonly UnitProposal[], decisions: Readonly<Record<string, Decision>>) {
  const create: string[] = []
  const alias: { name: string; unit_id: number }[] = []
  for (const { name } of proposals) {
    const decision = decisions[name]
    if (decision?.as === 'create') create.push(name)
    else if (decision?.as === 'alias' && decision.unit) alias.push({ name, unit_id: decision.unit })
  }
  return { create, alias }
}
