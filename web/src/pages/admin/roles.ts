// Which roles one person may hold together; the rule of src/supervise/rights.h, shown before the server says it.
import type { Role } from '@/api/types'

export const kAdministrators: Role[] = ['system_administrator', 'security_administrator', 'auditor']
export const kWorking: Role[] = ['supervision_office', 'leader', 'unit_reviewer', 'unit_handler', 'observer']

// The roles after one was ticked or unticked: an administrator's role puts away all others, another role puts away it.
export function toggled(roles: readonly Role[], role: Role, on: boolean): Role[] {
  if (!on) return roles.filter((one) => one !== role)
  if (kAdministrators.includes(role)) return [role]
  return [...roles.filter((one) => !kAdministrators.includes(one) && one !== role), role]
}

// What stands in the way of a role until the system administrator has entered it.
export function lacking(roles: readonly Role[], account: { unit_id: number | null; leader: string }): 'unit' | 'leader' | null {
  if (roles.some((role) => role === 'unit_reviewer' || role === 'unit_handler') && account.unit_id === null) return 'unit'
  return roles.includes('leader') && !account.leader ? 'leader' : null
}
