// The order in which findings wait, and what "all of this kind" means.

export type Severity = 'repaired' | 'look' | 'stop'

export interface QueueItem {
  id: number
  kind: string
  kind_name: string
  severity: Severity
  state: 'open' | 'accepted' | 'corrected' | 'ignored'
  span: [number, number] | null
}

// What stops comes first, then what a person must look at, then repairs to confirm; inside each as the paper
// runs, so that one reads downwards.
const rank: Record<Severity, number> = { stop: 0, look: 1, repaired: 2 }

export function inOrder<T extends QueueItem>(findings: readonly T[]): T[] {
  return [...findings].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0) || a.id - b.id,
  )
}

// The open finding after `id` (round the end), or null where none is open.
export function nextOpen<T extends QueueItem>(ordered: readonly T[], id: number | null, step = 1): T | null {
  const count = ordered.length
  const at = ordered.findIndex((finding) => finding.id === id)
  const start = at < 0 ? (step > 0 ? -1 : count) : at
  for (let i = 1; i <= count; i++) {
    const finding = ordered[(((start + i * step) % count) + count) % count]!
    if (finding.state === 'open' && finding.id !== id) return finding
  }
  const self = at < 0 ? undefined : ordered[at]
  return self?.state === 'open' ? self : null
}

export interface KindCount {
  kind: string
  name: string
  severity: Severity
  open: number
  all: number
}

// One line a kind, most urgent first, then the most frequent.
export function byKind(findings: readonly QueueItem[]): KindCount[] {
  const kinds = new Map<string, KindCount>()
  for (const finding of findings) {
    const entry = kinds.get(finding.kind) ?? {
      kind: finding.kind,
      name: finding.kind_name,
      severity: finding.severity,
      open: 0,
      all: 0,
    }
    entry.all++
    if (finding.state === 'open') entry.open++
    if (rank[finding.severity] < rank[entry.severity]) entry.severity = finding.severity
    kinds.set(finding.kind, entry)
  }
  return [...kinds.values()].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || b.open - a.open || b.all - a.all,
  )
}

export interface Remaining {
  open: number
  settled: number
  percent: number // whole, of what was found; 100 only where nothing is open
}

export function remaining(findings: readonly QueueItem[]): Remaining {
  const open = findings.filter((finding) => finding.state === 'open').length
  const all = findings.length
  const percent = open === 0 ? 100 : Math.floor(((all - open) * 100) / all)
  return { open, settled: all - open, percent }
}
