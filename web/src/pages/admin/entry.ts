// A log entry made readable: which fields changed, from what to what.

export interface Change {
  field: string
  before: string
  after: string
}

function asObject(value: unknown): Record<string, unknown> | null {
  if (typeof value === 'string') {
    if (!/^\s*[{[]/.test(value)) return null
    try {
      return asObject(JSON.parse(value))
    } catch {
      return null
    }
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

export function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map(plain).join('、')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${key}: ${plain(one)}`)
      .join('; ')
  }
  return String(value)
}

// Only what differs. Where an entry is no object (a name, a sentence), its one line stands under "".
export function changesOf(before: unknown, after: unknown): Change[] {
  const was = asObject(before)
  const is = asObject(after)
  if (!was && !is) {
    const change = { field: '', before: plain(before), after: plain(after) }
    return change.before === change.after && !change.after ? [] : [change]
  }
  const fields = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
  return fields
    .map((field) => ({ field, before: plain(was?.[field]), after: plain(is?.[field]) }))
    .filter((change) => change.before !== change.after)
}
