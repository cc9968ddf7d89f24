// A leader's field (分管): his tasks by light, what is red and why, what slipped since the last round.
import type { Task } from '@/api/types'
import { leadersOf } from '@/lib/ledgerColumns'

export type Light = 'red' | 'yellow' | 'green' | 'grey' | 'awaiting'
export const kShapes: Record<Light, string> = { red: '■', yellow: '▲', green: '●', grey: '○', awaiting: '◇' }
export const kShown: Light[] = ['red', 'yellow', 'green', 'grey', 'awaiting']
const kWorse: Light[] = ['green', 'awaiting', 'grey', 'yellow', 'red']

export type FieldTask = Task & { facts?: { light: Light; state: string; why: { light: string }; was_late: boolean } | null }
export interface Change { task_id: number; no: string; list: string; text: string; light_before: string; light: string }

export const ofLeader = (tasks: FieldTask[], name: string): FieldTask[] => tasks.filter((task) => leadersOf(task).includes(name))

export function lightsOf(tasks: FieldTask[]): Record<Light, number> {
  const counts = { red: 0, yellow: 0, green: 0, grey: 0, awaiting: 0 }
  for (const task of tasks) if (task.facts) ++counts[task.facts.light]
  return counts
}

// Red first, then what is behind; each with its reason.
export const troubled = (tasks: FieldTask[]): FieldTask[] => [
  ...tasks.filter((task) => task.facts?.light === 'red'),
  ...tasks.filter((task) => task.facts?.light === 'yellow'),
]

// Worse than at the last round. Grey is not worse than awaiting: both say nothing of the work.
export function slipped(changes: Change[], ids: Set<number>): Change[] {
  const rank = (light: string): number => kWorse.indexOf(light as Light)
  return changes.filter((each) => ids.has(each.task_id) && (each.light === 'red' || each.light === 'yellow') && rank(each.light) > rank(each.light_before))
}
