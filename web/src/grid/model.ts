// What a table shows: columns, and its state (filters, sorting, grouping, columns) as it stands in the address. Pure functions;
// DataGrid.vue draws them.

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Column<Row = any> {
  key: string
  title: string // in the user's language
  width: number
  kind: 'text' | 'tags' | 'choice' | 'number' | 'date' // how it is filtered: words, any of the values, any, range, range
  value: (row: Row) => string | string[] | number | null // what filter, sorting, grouping and copying see
  text?: (row: Row) => string // what copying and printing show, where it is not the value
  compare?: (a: Row, b: Row) => number // sorting, where the value's own order is not the right one
  lines?: 1 | 2
  grow?: boolean // takes the room that is left
  groups?: boolean // rows can be grouped by it
  hidden?: boolean // not shown until chosen
}

export interface Filter {
  any?: string[] // one of these; '' is the empty cell
  has?: string // contains these words
  from?: string // number or date, both ends included
  to?: string
}

export interface Order { key: string; down: boolean }

export interface GridState {
  q: string // words in any column
  filters: Record<string, Filter>
  sort: Order[]
  group: string
  columns: string[] | null // shown, in order; null: the usual ones
  widths: Record<string, number>
  frozen: number // so many columns stay at the left
}

export type Entry<Row> = { kind: 'row'; key: string; row: Row } | { kind: 'group'; key: string; title: string; count: number; open: boolean }

export const emptyState = (): GridState => ({ q: '', filters: {}, sort: [], group: '', columns: null, widths: {}, frozen: 1 })

// ---- the address ------------------------------------------------------------------------------------------------
// ?q=工业&f.lead_units=省财政厅|省商务厅&f.text=~增长&f.due_date=2026-01-01..&sort=-due_date,no&group=section&cols=no,text&w=text:420&fz=2

type Query = Record<string, string | null | (string | null)[] | undefined>
const one = (value: Query[string]): string => String((Array.isArray(value) ? value[0] : value) ?? '')

const escape = (value: string): string => value.replace(/[\\|]/g, '\\$&')
function split(value: string): string[] {
  const parts = ['']
  for (let i = 0; i < value.length; ++i) {
    if (value[i] === '\\' && i + 1 < value.length) parts[parts.length - 1] += value[++i]
    else if (value[i] === '|') parts.push('')
    else parts[parts.length - 1] += value[i]
  }
  return parts
}

export function filterToText(filter: Filter): string {
  if (filter.any?.length) return `=${filter.any.map(escape).join('|')}`
  if (filter.has) return `~${filter.has}`
  if (filter.from || filter.to) return `${filter.from ?? ''}..${filter.to ?? ''}`
  return ''
}

export function textToFilter(text: string): Filter | null {
  if (text.startsWith('=')) return { any: split(text.slice(1)) }
  if (text.startsWith('~') && text.length > 1) return { has: text.slice(1) }
  const range = /^([^.]*(?:\.\d+)?)\.\.(.*)$/.exec(text)
  if (range && (range[1] || range[2])) return { from: range[1] || undefined, to: range[2] || undefined }
  return null
}

export function stateToQuery(state: GridState): Record<string, string> {
  const query: Record<string, string> = {}
  if (state.q) query.q = state.q
  for (const [key, filter] of Object.entries(state.filters)) {
    const text = filterToText(filter)
    if (text) query[`f.${key}`] = text
  }
  if (state.sort.length) query.sort = state.sort.map((order) => (order.down ? '-' : '') + order.key).join(',')
  if (state.group) query.group = state.group
  if (state.columns) query.cols = state.columns.join(',')
  const widths = Object.entries(state.widths)
  if (widths.length) query.w = widths.map(([key, width]) => `${key}:${width}`).join(',')
  if (state.frozen !== 1) query.fz = String(state.frozen)
  return query
}

// Keys of columns that do not exist are passed over: an old link still opens.
export function queryToState(query: Query, known: string[]): GridState {
  const state = emptyState()
  state.q = one(query.q)
  for (const [name, value] of Object.entries(query)) {
    if (!name.startsWith('f.') || !known.includes(name.slice(2))) continue
    const filter = textToFilter(one(value))
    if (filter) state.filters[name.slice(2)] = filter
  }
  state.sort = one(query.sort).split(',').filter(Boolean).map((text) => ({ key: text.replace(/^-/, ''), down: text.startsWith('-') })).filter((order) => known.includes(order.key))
  if (known.includes(one(query.group))) state.group = one(query.group)
  const columns = one(query.cols).split(',').filter((key) => known.includes(key))
  if (columns.length) state.columns = columns
  for (const pair of one(query.w).split(',')) {
    const [key, width] = pair.split(':')
    if (key && known.includes(key) && Number(width) >= 40) state.widths[key] = Math.min(Number(width), 1600)
  }
  if (/^\d+$/.test(one(query.fz))) state.frozen = Math.min(Number(one(query.fz)), known.length)
  return state
}

// ---- rows --------------------------------------------------------------------------------------------------------

export const values = <Row>(column: Column<Row>, row: Row): string[] => {
  const value = column.value(row)
  if (value === null || value === undefined || value === '') return ['']
  if (Array.isArray(value)) return value.length ? value : ['']
  return [String(value)]
}

export const cellText = <Row>(column: Column<Row>, row: Row): string => column.text?.(row) ?? values(column, row).join('、')

const fold = (text: string): string => text.toLowerCase()

export function matches<Row>(column: Column<Row>, filter: Filter, row: Row): boolean {
  const have = values(column, row)
  if (filter.any?.length && !filter.any.some((wanted) => have.includes(wanted))) return false
  if (filter.has && !fold(cellText(column, row)).includes(fold(filter.has))) return false
  if (filter.from || filter.to) {
    return have.some((value) => {
      if (value === '') return false
      if (column.kind === 'number') {
        return !(filter.from && Number(value) < Number(filter.from)) && !(filter.to && Number(value) > Number(filter.to))
      }
      return !(filter.from && value < filter.from) && !(filter.to && value > filter.to)
    })
  }
  return true
}

// Rows that all filters let through, but for the one named: its own choices are counted over the others' rows.
export function filtered<Row>(rows: readonly Row[], columns: Column<Row>[], state: GridState, except = ''): Row[] {
  const active = columns.filter((column) => column.key !== except && state.filters[column.key])
  const words = fold(state.q).split(/\s+/).filter(Boolean)
  if (!active.length && !words.length) return rows.slice()
  return rows.filter((row) => {
    for (const column of active) if (!matches(column, state.filters[column.key]!, row)) return false
    if (!words.length) return true
    const all = columns.map((column) => fold(cellText(column, row)))
    return words.every((word) => all.some((text) => text.includes(word)))
  })
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

export function compareBy<Row>(column: Column<Row>): (a: Row, b: Row) => number {
  if (column.compare) return column.compare
  if (column.kind === 'number') return (a, b) => Number(column.value(a) ?? -Infinity) - Number(column.value(b) ?? -Infinity)
  return (a, b) => {
    const x = values(column, a)[0]!
    const y = values(column, b)[0]!
    if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1
    return column.kind === 'date' ? (x < y ? -1 : x > y ? 1 : 0) : collator.compare(x, y)
  }
}

export function sorted<Row>(rows: Row[], columns: Column<Row>[], sort: Order[]): Row[] {
  const steps = sort.flatMap((order) => {
    const column = columns.find((each) => each.key === order.key)
    return column ? [{ compare: compareBy(column), sign: order.down ? -1 : 1 }] : []
  })
  if (!steps.length) return rows
  return rows.toSorted((a, b) => {
    for (const step of steps) {
      const order = step.compare(a, b)
      if (order) return order * step.sign
    }
    return 0
  })
}

// A row with several values stands in the group of each; the heading counts rows.
export function entries<Row>(rows: Row[], group: Column<Row> | undefined, closed: ReadonlySet<string>, keyOf: (row: Row) => string | number): Entry<Row>[] {
  if (!group) return rows.map((row) => ({ kind: 'row', key: String(keyOf(row)), row }))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    for (const value of new Set(values(group, row))) {
      const of = groups.get(value)
      if (of) of.push(row)
      else groups.set(value, [row])
    }
  }
  const list: Entry<Row>[] = []
  // In the order of first appearance; rows without a value come last.
  const order = [...groups.keys()].filter((title) => title !== '')
  if (groups.has('')) order.push('')
  for (const title of order) {
    const of = groups.get(title)!
    const open = !closed.has(title)
    list.push({ kind: 'group', key: `g/${title}`, title, count: of.length, open })
    if (open) for (const row of of) list.push({ kind: 'row', key: `${title}/${keyOf(row)}`, row })
  }
  return list
}

// The values of a column with the number of rows that have each, most first.
export function choices<Row>(rows: Row[], column: Column<Row>): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of new Set(values(column, row))) counts.set(value, (counts.get(value) ?? 0) + 1)
  const list = [...counts].map(([value, count]) => ({ value, count }))
  return column.kind === 'choice' ? list : list.sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
}

export function shownColumns<Row>(columns: Column<Row>[], state: GridState): Column<Row>[] {
  if (!state.columns) return columns.filter((column) => !column.hidden)
  return state.columns.flatMap((key) => columns.find((column) => column.key === key) ?? [])
}

// Tab-separated, as WPS and Excel take it from the clipboard; a cell with a line break or quote is quoted.
export function toTsv<Row>(rows: Row[], columns: Column<Row>[]): string {
  const quote = (text: string): string => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => cellText(column, row)))]
    .map((cells) => cells.map(quote).join('\t'))
    .join('\r\n')
}
