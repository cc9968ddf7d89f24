// The rows as they will be: tasks under their sections, then the lists with numbers of their own.
import type { Section, Task } from '@/api/types'

export type Row<One extends Task = Task> =
  | { kind: 'section'; key: string; level: number; label: string; title: string; tasks: number }
  | { kind: 'list'; key: string; title: string; tasks: number }
  | { kind: 'task'; key: string; task: One }

// tasks in the paper's order. A heading is said once, before its first task; its count holds all below it.
export function toRows<One extends Task>(tasks: readonly One[], sections: readonly Pick<Section, 'label' | 'title' | 'level'>[]): Row<One>[] {
  const rows: Row<One>[] = []
  let path: string[] = []
  let list = ''
  for (const task of tasks) {
    if (task.list !== list) {
      list = task.list
      path = []
      if (list) rows.push({ kind: 'list', key: `list:${list}`, title: list, tasks: tasks.filter((one) => one.list === list).length })
    }
    const same = task.section.findIndex((label, i) => label !== path[i])
    const from = same < 0 ? task.section.length : same
    for (let level = from; level < task.section.length; level++) {
      const inside = task.section.slice(0, level + 1)
      rows.push({
        kind: 'section',
        key: `section:${list}:${inside.join('/')}:${task.id}`,
        level: level + 1,
        label: task.section[level]!,
        title:
          task.section_titles[level] ??
          sections.find((one) => one.label === task.section[level] && one.level === level + 1)?.title ??
          '',
        tasks: tasks.filter((one) => one.list === list && inside.every((label, i) => one.section[i] === label)).length,
      })
    }
    path = task.section
    rows.push({ kind: 'task', key: `task:${task.id}`, task })
  }
  return rows
}

// 一 → 一、 as it stands in the paper; (一) needs no mark behind.
export const withMark = (label: string): string => (/^[一二三四五六七八九十百零〇]+$/.test(label) ? `${label}、` : label)

// Two panes that scroll together hang on anchors: the same task's top in each. The position in the other pane for one in
// this pane, straight between anchors. Both lists ascend and are of one length.
export function follow(at: number, here: readonly number[], there: readonly number[]): number {
  const count = Math.min(here.length, there.length)
  if (count === 0) return 0
  if (at <= here[0]!) return here[0]! > 0 ? (there[0]! * Math.max(0, at)) / here[0]! : there[0]!
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (here[middle]! <= at) low = middle
    else high = middle - 1
  }
  if (low === count - 1) return there[low]! + (at - here[low]!)
  const span = here[low + 1]! - here[low]!
  const share = span > 0 ? (at - here[low]!) / span : 0
  return there[low]! + share * (there[low + 1]! - there[low]!)
}
