// A report being written: kept on this machine at every key, on the server a moment later; who saved meanwhile is shown, nothing is lost.
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, etag, Problem } from '@/api/client'
import { dropLastingDraft, keepLastingDraft, lastingDraftOf } from '@/lib/drafts'
import { onChange } from '@/lib/events'
import { say, sayProblem } from '@/stores/notices'
import { session } from '@/stores/session'
import type { OddValue, Report, ReportBody } from '@/pages/rounds/types'
import { chinaToday } from '@/pages/rounds/due'
import { emptyBody, sameBody, toSend, valuesFor } from './body'

interface Kept { version: number; body: ReportBody }
const kPause = 1200

export function useReport(id: number) {
  const { t } = useI18n()
  const account = session.value?.account.id ?? 0
  const key = `report.${id}`
  const report = shallowRef<Report | null>(null)
  const gone = ref(false)
  const body = ref<ReportBody>(emptyBody())
  const theirs = shallowRef<Report | null>(null) // somebody else saved meanwhile
  const odd = shallowRef<OddValue[]>([])
  const saving = ref(false)
  const savedAt = ref('')
  const busy = ref(false)
  const kept = shallowRef(emptyBody()) // as the server has it
  let timer = 0

  const writable = computed(() => !!report.value?.body && report.value.can.includes('submit'))
  const dirty = computed(() => writable.value && !sameBody(body.value, kept.value))

  function shaped(from: Report): ReportBody {
    const given = from.body ?? emptyBody()
    const day = [chinaToday(), from.round.period_to].toSorted()[0]!
    return { ...given, values: valuesFor(from.targets, given, day) }
  }
  function take(from: Report): void {
    report.value = from
    kept.value = shaped(from)
    body.value = structuredClone(kept.value)
  }
  async function load(): Promise<void> {
    try {
      take(await api.get<Report>(`/reports/${id}`))
      const local = lastingDraftOf<Kept>(account, key)
      if (!local || !writable.value) return dropLastingDraft(account, key)
      const typed = { ...emptyBody(), ...local.body, values: valuesFor(report.value!.targets, local.body, chinaToday()) }
      if (sameBody(typed, kept.value)) return dropLastingDraft(account, key)
      if (local.version !== report.value!.version && report.value!.started) theirs.value = report.value
      body.value = typed
      if (!theirs.value) say(t('report.restored'))
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 403)) gone.value = true
      else sayProblem(error)
    }
  }

  function clashed(error: unknown): boolean {
    if (!(error instanceof Problem) || error.status !== 412) return false
    const current = error.current<Report>()
    if (!current?.body) return false
    if (!current.can.includes('submit')) {
      // Handed in by somebody meanwhile: the words stay on this machine.
      take(current)
      say(error.message, 'bad')
    } else if (sameBody(shaped(current), kept.value)) {
      report.value = current // evidence came or went; the words are the same
      void save()
    } else theirs.value = current
    return true
  }
  // One at a time; what was typed meanwhile goes with the next.
  let running: Promise<void> | null = null
  function save(): Promise<void> {
    clearTimeout(timer)
    running ??= keep().then((kept) => {
      running = null
      if (kept && dirty.value) timer = window.setTimeout(save, kPause) // typed while that was on its way
    })
    return running
  }
  async function keep(): Promise<boolean> {
    if (!report.value || !dirty.value || theirs.value) return false
    saving.value = true
    const sent = structuredClone(toSend(JSON.parse(JSON.stringify(body.value)) as ReportBody))
    try {
      const answer = await api.put<Report>(`/reports/${id}/draft`, { body: sent }, { match: etag(report.value) })
      report.value = answer
      kept.value = shaped(answer)
      savedAt.value = new Date().toTimeString().slice(0, 5)
      if (!dirty.value) dropLastingDraft(account, key)
      return true
    } catch (error) {
      if (!clashed(error)) sayProblem(error)
      return false
    } finally {
      saving.value = false
    }
  }
  watch(body, () => {
    if (!dirty.value) return
    keepLastingDraft(account, key, { version: report.value!.version, body: body.value } satisfies Kept)
    clearTimeout(timer)
    timer = window.setTimeout(save, kPause)
  }, { deep: true })
  onBeforeUnmount(() => clearTimeout(timer))

  // The choice between two versions is made: it goes on top of theirs.
  function settle(chosen: ReportBody): void {
    const current = theirs.value!
    theirs.value = null
    report.value = current
    kept.value = shaped(current)
    body.value = chosen
    void save()
  }

  async function submit(confirmed: string[] = []): Promise<void> {
    if (!report.value || busy.value || theirs.value) return
    await running
    busy.value = true
    clearTimeout(timer)
    try {
      take(await api.post<Report>(`/reports/${id}/submit`, { body: toSend(body.value), confirmed }, { match: etag(report.value) }))
      dropLastingDraft(account, key)
      odd.value = []
      say(t(report.value.state === 'submitted' ? 'report.submittedUnit' : 'report.submitted'))
    } catch (error) {
      const asked = error instanceof Problem && error.status === 409 ? (error.body.odd as OddValue[] | undefined) : undefined
      if (asked) odd.value = asked
      else if (!clashed(error)) sayProblem(error)
    } finally {
      busy.value = false
    }
  }
  async function step(action: 'withdraw' | 'approve' | 'unit-return', reason?: string): Promise<void> {
    if (!report.value || busy.value) return
    busy.value = true
    try {
      take(await api.post<Report>(`/reports/${id}/${action}`, reason === undefined ? undefined : { reason }, { match: etag(report.value) }))
      say(t(`report.${{ withdraw: 'withdrawn', approve: 'approved', 'unit-return': 'returnedNow' }[action]}`))
    } catch (error) {
      if (!clashed(error)) sayProblem(error)
    } finally {
      busy.value = false
    }
  }
  // After evidence came or went: a newer version, the same words.
  async function refresh(): Promise<void> {
    await save()
    try {
      const answer = await api.get<Report>(`/reports/${id}`)
      if (sameBody(shaped(answer), kept.value)) report.value = answer
      else if (writable.value && dirty.value) theirs.value = answer
      else take(answer)
    } catch (error) {
      sayProblem(error)
    }
  }
  onChange((change) => {
    if (change.what === 'report' && change.id === id && change.version !== report.value?.version && !saving.value && !busy.value) void refresh()
  })
  void load()
  return { report, gone, body, theirs, odd, saving, savedAt, busy, writable, dirty, save, settle, submit, step, refresh }
}
