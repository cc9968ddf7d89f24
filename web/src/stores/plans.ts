// All plans, and which one the page is about.
import { computed, shallowRef } from 'vue'
import { api } from '@/api/client'
import type { Plan, PlanDetail } from '@/api/types'
import { may } from './session'

export const plans = shallowRef<Plan[]>([])
export const plansLoaded = shallowRef(false)

export async function loadPlans(): Promise<Plan[]> {
  plans.value = may('read_ledger') ? await api.all<Plan>('/plans') : []
  plansLoaded.value = true
  return plans.value
}

export function forgetPlans(): void {
  plans.value = []
  plansLoaded.value = false
  details.clear()
}

// Plans that no newer version of the same paper replaces: newest year first, then the latest import. A work report is no plan: it has no
// tasks, and stands beside one on the page 对照.
export const currentPlans = computed(() =>
  plans.value
    .filter((plan) => plan.superseded_by === null && plan.kind !== 'report')
    .toSorted((a, b) => b.year - a.year || b.id - a.id),
)

const kLast = 'duban.plan'
export function rememberPlan(id: number): void {
  localStorage.setItem(kLast, String(id))
}
// The plan to show where the address names none: the one last looked at, else the newest.
export function usualPlan(): Plan | undefined {
  const last = Number(localStorage.getItem(kLast))
  return plans.value.find((plan) => plan.id === last) ?? currentPlans.value[0]
}

// Sections, lists and requirements of a plan, read once a visit.
const details = new Map<number, Promise<PlanDetail>>()
export function planDetail(id: number): Promise<PlanDetail> {
  let detail = details.get(id)
  if (!detail) {
    detail = api.get<PlanDetail>(`/plans/${id}`)
    details.set(id, detail)
    detail.catch(() => details.delete(id))
  }
  return detail
}
