// The server counts by innermost heading (二/(一)); bars show the outermost ones, and the lists after them.
import type { Overview, Section } from '@/api/types'

export interface SectionCount {
  label: string // '' for a list, or where the plan has no headings
  title: string
  tasks: number
  targets: number
}

export function topSections(counts: Overview['tasks_by_section'], sections: readonly Pick<Section, 'label' | 'title' | 'level'>[]): SectionCount[] {
  const tops = new Map<string, SectionCount>()
  for (const one of counts) {
    const path = one.section.split('/')
    const label = path[0]!
    const key = label || `list:${one.title}`
    const top = tops.get(key) ?? {
      label,
      title: path.length > 1 ? (sections.find((section) => section.level === 1 && section.label === label)?.title ?? '') : one.title,
      tasks: 0,
      targets: 0,
    }
    top.tasks += one.tasks
    top.targets += one.targets
    tops.set(key, top)
  }
  return [...tops.values()]
}
