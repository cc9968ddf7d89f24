// Short messages at the lower edge: what happened, what was kept, what to do. say('…'), say('…', 'bad'), or with an undo.
import { reactive } from 'vue'
import { Problem } from '@/api/client'

export interface Notice { id: number; text: string; kind: 'good' | 'bad'; undo?: () => void }

let last = 0
export const notices = reactive<Notice[]>([])

// More would cover the page; the oldest good news goes first.
const kMost = 3

export function say(text: string, kind: Notice['kind'] = 'good', undo?: () => void): void {
  const id = ++last
  notices.push({ id, text, kind, undo })
  while (notices.length > kMost) {
    const good = notices.findIndex((each) => each.kind === 'good')
    notices.splice(good < 0 ? 0 : good, 1)
  }
  setTimeout(() => dismiss(id), kind === 'bad' ? 12000 : undo ? 8000 : 4000)
}

export function dismiss(id: number): void {
  const at = notices.findIndex((n) => n.id === id)
  if (at >= 0) notices.splice(at, 1)
}

// Says a refusal in the server's words; anything else is a bug of ours and goes on to the console.
export function sayProblem(error: unknown): void {
  if (error instanceof Problem) {
    if (error.status !== 401) say(error.message, 'bad')
  } else if (!(error instanceof DOMException && error.name === 'AbortError')) {
    throw error
  }
}
