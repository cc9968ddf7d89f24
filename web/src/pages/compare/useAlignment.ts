// The alignment in hand, and what a person decides of it: at once, with undo; a lost race shows what the other one decided.
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, etag, Problem } from '@/api/client'
import { say } from '@/stores/notices'
import { withDecisions } from './model'
import type { Alignment, Decision, Decisions, LinkType, Pair } from './types'

export interface Wish { action: Decision['action']; from: string; to: string; type?: LinkType; reason?: string }

export function useAlignment() {
  const { t } = useI18n()
  const alignment = shallowRef<Alignment | null>(null)
  const refused = ref('') // why there is none
  const busy = ref(false)
  const made: number[] = [] // decisions of this visit, to be taken back

  let asked = 0
  async function load(from: number, to: number): Promise<void> {
    const mine = ++asked
    refused.value = ''
    if (alignment.value?.from.id !== from || alignment.value.to.id !== to) {
      alignment.value = null
      made.length = 0
    }
    try {
      const pair = (await api.get<{ items: Pair[] }>('/alignments', { from, to })).items[0]!
      const found = await api.get<Alignment>(`/alignments/${pair.id}`)
      if (mine === asked) alignment.value = found
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 401) throw error
      if (mine === asked) refused.value = error.message
    }
  }
  function clear(): void {
    ++asked
    alignment.value = null
  }

  const lastOf = (decisions: Decision[], from: string, to: string): number => decisions.findLast((each) => each.from === from && each.to === to)?.id ?? 0
  const known = (): Decision[] => [...(alignment.value?.lost ?? []), ...(alignment.value?.links ?? []).flatMap((link) => (link.decision ? [link.decision] : [])), ...(alignment.value?.outcomes ?? []).flatMap((row) => (row.decision ? [row.decision] : []))]
  const take = (answer: Decisions): void => {
    if (alignment.value?.id === answer.id) alignment.value = withDecisions(alignment.value, answer.version, answer.decisions)
  }

  // Sends under the version in hand. A race about other links is tried again; one about this link is shown.
  async function send(seen: () => number, from: string, to: string, call: (match: string) => Promise<Decisions>): Promise<Decisions | null> {
    if (!alignment.value || busy.value) return null
    busy.value = true
    try {
      for (let tries = 0; ; ++tries) {
        const before = seen()
        try {
          const answer = await call(etag(alignment.value))
          take(answer)
          return answer
        } catch (error) {
          const current = error instanceof Problem && error.status === 412 ? error.current<Decisions>() : undefined
          if (!current) throw error
          take(current)
          if (lastOf(current.decisions, from, to) !== before || tries >= 3) {
            say(t('compare.raced'), 'bad')
            return null
          }
        }
      }
    } finally {
      busy.value = false
    }
  }

  async function decide(wish: Wish, said: string): Promise<boolean> {
    const at = alignment.value
    if (!at) return false
    const answer = await send(() => lastOf(known(), wish.from, wish.to), wish.from, wish.to, (match) => api.post<Decisions>(`/alignments/${at.id}/links`, wish, { match }))
    if (!answer) return false
    const id = lastOf(answer.decisions, wish.from, wish.to)
    made.push(id)
    say(said, 'good', () => void withdraw(id))
    return true
  }

  async function withdraw(id: number): Promise<void> {
    const at = alignment.value
    const fact = known().find((each) => each.id === id)
    if (!at || !fact) return
    const answer = await send(() => lastOf(known(), fact.from, fact.to), fact.from, fact.to, (match) => api.remove<Decisions>(`/alignments/${at.id}/links/${id}`, { match }))
    if (!answer) return
    const place = made.indexOf(id)
    if (place >= 0) made.splice(place, 1)
    say(t('compare.withdrawn'))
  }
  async function undo(): Promise<void> {
    const id = made.at(-1)
    if (id === undefined) say(t('compare.nothingToUndo'))
    else await withdraw(id)
  }
  return { alignment, refused, busy, load, clear, decide, withdraw, undo }
}
