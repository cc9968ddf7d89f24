// Addresses of the ledger that show the rows behind a number. Same form as grid/model.ts writes.
import type { RouteLocationRaw } from 'vue-router'
import { stateToQuery, emptyState, type Filter } from '@/grid/model'

export function ledgerOf(plan: number, filters: Record<string, Filter> = {}): RouteLocationRaw {
  return { name: 'ledger', params: { plan }, query: stateToQuery({ ...emptyState(), filters }) }
}

export const ledByUnit = (plan: number, name: string) => ledgerOf(plan, { lead_units: { any: [name] } })
export const sharedByUnit = (plan: number, name: string) => ledgerOf(plan, { responsible_units: { any: [name] } })
export const ledByLeader = (plan: number, name: string) => ledgerOf(plan, { leaders: { any: [name] } })
export const withoutLead = (plan: number) => ledgerOf(plan, { lead_units: { any: [''] } })
export const withTargets = (plan: number) => ledgerOf(plan, { target_count: { from: '1' } })
export const withFindings = (plan: number) => ledgerOf(plan, { findings_open: { from: '1' } })
// yes: the word the ledger shows in its column of open lists
export const withOpenList = (plan: number, yes: string) => ledgerOf(plan, { open: { any: [yes] } })
// label: of an outermost heading; '' for a list, which is named by its title, and for what has no heading
export const inSection = (plan: number, label: string, title: string) => ledgerOf(plan, { section: { any: [label ? `${label}、${title}` : title] } })
