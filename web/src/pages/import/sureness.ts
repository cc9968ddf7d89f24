// Which cells are sure: those read without a doubt and without an open finding, and those that a person settled.
import type { TaskField } from '@/api/types'

export interface Cells {
  unsure: readonly string[] // "lead_units unknown_name"
  settled_fields: readonly string[]
}

// The doubts about one cell, as the server names them; none where a person settled it.
export function doubtsOf(task: Cells, field: TaskField): string[] {
  if (task.settled_fields.includes(field)) return []
  return task.unsure.filter((one) => one.startsWith(`${field} `)).map((one) => one.slice(field.length + 1))
}

export function isUnsure(task: Cells): boolean {
  return task.unsure.some((one) => !task.settled_fields.includes(one.split(' ')[0]!))
}
