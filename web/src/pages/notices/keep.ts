// An answer that is being written, kept in this browser until it was sent.
import { session } from '@/stores/session'

const kKey = (notice: number) => `duban.notice-answer.${session.value?.account.id ?? 0}.${notice}`

export function saveDraft(notice: number, words: string): void {
  if (words) localStorage.setItem(kKey(notice), words)
  else localStorage.removeItem(kKey(notice))
}
export const takeDraft = (notice: number): string => localStorage.getItem(kKey(notice)) ?? ''
