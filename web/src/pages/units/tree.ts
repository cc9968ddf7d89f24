// The unit register as a tree, at a date.
import type { Unit } from '@/api/types'

export interface Branch {
  unit: Unit
  depth: number
  children: number // direct ones shown below it
}

// Whether the unit exists on the day (ISO date). valid_to is the first day that it no longer does; no date: from ever, for ever.
export function existsOn(unit: Pick<Unit, 'valid_from' | 'valid_to'>, day: string): boolean {
  return (!unit.valid_from || unit.valid_from <= day) && (!unit.valid_to || unit.valid_to > day)
}

// Depth first, children by name; a unit whose parent is not among them stands at the top. `wanted` keeps the units it
// names and all above them, so that a search shows where a unit belongs.
export function toBranches(units: readonly Unit[], wanted: (unit: Unit) => boolean = () => true): Branch[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const keep = new Set<number>()
  for (const unit of units) {
    if (!wanted(unit)) continue
    for (let at: Unit | undefined = unit; at && !keep.has(at.id); at = at.parent_id === null ? undefined : byId.get(at.parent_id)) keep.add(at.id)
  }
  const children = new Map<number | null, Unit[]>()
  for (const unit of units) {
    if (!keep.has(unit.id)) continue
    const parent = unit.parent_id !== null && byId.has(unit.parent_id) ? unit.parent_id : null
    children.set(parent, [...(children.get(parent) ?? []), unit])
  }
  const branches: Branch[] = []
  const walk = (parent: number | null, depth: number) => {
    for (const unit of (children.get(parent) ?? []).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))) {
      branches.push({ unit, depth, children: children.get(unit.id)?.length ?? 0 })
      walk(unit.id, depth + 1)
    }
  }
  walk(null, 0)
  return branches
}

export function matches(unit: Unit, words: string): boolean {
  const wanted = words.trim()
  return !wanted || unit.name.includes(wanted) || unit.aliases.some((alias) => alias.text.includes(wanted))
}

// A unit and all below it: none of these may become its parent.
export function below(units: readonly Unit[], id: number): Set<number> {
  const found = new Set([id])
  for (let grew = true; grew; ) {
    grew = false
    for (const unit of units)
      if (unit.parent_id !== null && found.has(unit.parent_id) && !found.has(unit.id)) {
        found.add(unit.id)
        grew = true
      }
  }
  return found
}

// Pairs that look like one unit written twice: a name that is another's alias, or that differs only in 厅/局/委 style
// endings of the same stem (省发展改革委 and 省发展和改革委员会).
export function likelyDoubles(units: readonly Unit[]): [Unit, Unit][] {
  const stem = (name: string) =>
    name
      .replace(/\(.*?\)/g, '')
      .replace(/[和与及]/g, '')
      .replace(/委员会$/, '委')
      .replace(/办公室$/, '办')
  const seen = new Map<string, Unit>()
  const pairs: [Unit, Unit][] = []
  for (const unit of units) {
    const keys = new Set([unit.name, ...unit.aliases.map((alias) => alias.text)].map(stem))
    for (const key of keys) {
      const other = seen.get(key)
      if (other && other !== unit && !pairs.some(([a, b]) => a === other && b === unit)) pairs.push([other, unit])
      else seen.set(key, unit)
    }
  }
  return pairs
}
