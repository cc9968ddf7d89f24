// Days and exact times of tables, in the reader's zone.

// A time (ISO 8601 UTC) as a local day, 2026-03-01; a date stays as it is; nothing stays nothing.
export function day(at: string | null | undefined): string {
  if (!at) return ''
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return at
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}

// 2026-03-01 16:05:09
export function clock(at: string | null | undefined): string {
  if (!at) return ''
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${day(at)} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

const two = (value: number) => String(value).padStart(2, '0')

// Today in the reader's zone, as the API writes dates.
export const today = (): string => day(new Date().toISOString())
