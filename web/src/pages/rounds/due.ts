// How far off a due day is, in days of this clock.
export function daysTo(due: string, today: string): number {
  return Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86400000)
}
// Today by the clock of Beijing, as the server counts days.
export const chinaToday = (now = Date.now()): string => new Date(now + 8 * 3600000).toISOString().slice(0, 10)
