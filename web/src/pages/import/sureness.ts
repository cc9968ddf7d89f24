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

// What a person should look at comes first: rows with a finding, then rows with a doubt, each as the paper runs.
export function lookFirst<One extends Cells & { id: number }>(tasks: readonly One[], look: ReadonlyMap<number, number>): One[] {
  return [...tasks.filter((one) => look.get(one.id)), ...tasks.filter((one) => !look.get(one.id) && isUnsure(one))]
}

// The other cells with the same doubt about the same words: what holds for one holds for all.
export function sameDoubt<One extends Cells & { id: number }>(tasks: readonly One[], task: One, field: TaskField): One[] {
  const words = (one: One) => JSON.stringify(one[field as keyof One])
  const doubts = doubtsOf(task, field)
  return tasks.filter((one) => one.id !== task.id && words(one) === words(task) && doubtsOf(one, field).some((doubt) => doubts.includes(doubt)))
}
