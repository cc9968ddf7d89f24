// What somebody has typed and not yet saved, kept in this tab over a reload, a log-out or a closed panel.
const kPrefix = 'duban.draft.'

export function keepDraft(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(kPrefix + key, JSON.stringify(value))
  } catch {
    // a full or forbidden storage: the words are still in the field
  }
}
export function draftOf<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(kPrefix + key)
  return text === null ? undefined : (JSON.parse(text) as T)
}
export function dropDraft(key: string): void {
  sessionStorage.removeItem(kPrefix + key)
}
