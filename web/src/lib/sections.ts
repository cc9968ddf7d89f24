// The sections of a plan stand in a flat list with levels; a task names its section by the labels from the outermost inwards.
import type { ByteSpan, Section } from '@/api/types'

export interface SectionPath { labels: string[]; words: string; spans: ByteSpan[] }

export function sectionPaths(sections: Section[]): SectionPath[] {
  let open: Section[] = []
  return sections.map((section) => {
    open = [...open.filter((each) => each.level < section.level), section]
    return {
      labels: open.map((each) => each.label),
      words: open.map((each) => `${each.label} ${each.title}`.trim()).join(' › '),
      spans: section.spans ?? [],
    }
  })
}

// The headings above a task, the outermost first.
export function headingsOf(paths: SectionPath[], labels: string[]): ByteSpan[] {
  return labels.flatMap((_, at) => paths.find((path) => path.labels.join('/') === labels.slice(0, at + 1).join('/'))?.spans ?? [])
}
