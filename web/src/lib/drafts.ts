// What somebody has typed and not yet saved. Kept in this tab over a reload, a log-out or a closed panel; a lasting draft also over a
// closed browser, for the one account that typed it.
const kPrefix = 'duban.draft.'

function keepIn(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(kPrefix + key, JSON.stringify(value))
  } catch {
    // a full or forbidden storage: the words are still in the field
  }
}
function readFrom<T>(storage: Storage, key: string): T | undefined {
  const text = storage.getItem(kPrefix + key)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}

export const keepDraft = (key: string, value: unknown): void => keepIn(sessionStorage, key, value)
export const draftOf = <T>(key: string): T | undefined => readFrom<T>(sessionStorage, key)
export const dropDraft = (key: string): void => sessionStorage.removeItem(kPrefix + key)

const lasting = (account: number, key: string): string => `${account}.${key}`
export const keepLastingDraft = (account: number, key: string, value: unknown): void => keepIn(localStorage, lasting(account, key), value)
export const lastingDraftOf = <T>(account: number, key: string): T | undefined => readFrom<T>(localStorage, lasting(account, key))
export const dropLastingDraft = (account: number, key: string): void => localStorage.removeItem(kPrefix + lasting(account, key))
