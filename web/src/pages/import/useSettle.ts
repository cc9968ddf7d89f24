// Everything the import page knows and does about one plan: its paper, rows, findings, and what a person settled. What is
// settled shows at once and goes to the server in order behind; a refusal puts it back and says why.
import { computed, ref, shallowRef } from 'vue'
import { api, etag, Problem } from '@/api/client'
import type { ByteSpan, Finding, PlanDetail, Rule, Task, TaskField, TaskSpans } from '@/api/types'
import { sayProblem } from '@/stores/notices'
import { inOrder } from './queue'

export type PlanTask = Task & { span: ByteSpan | null; spans: TaskSpans }
export type SettleAction = 'accept' | 'correct' | 'ignore' | 'alias'

export interface PlanChange {
  kind: 'added' | 'dropped' | 'changed'
  no: string
  list: string
  field: string
  before: unknown
  after: unknown
  task_id: number | null
}

export interface Proposal {
  id: number
  task_id: number
  no: string
  field: string
  frozen: unknown
  derived: unknown
  state: 'open' | 'accepted' | 'ignored'
  version: number
}

type Undo =
  | { kind: 'settled'; ids: number[]; first: number }
  | { kind: 'cell'; task: number; field: TaskField; before: unknown; spans: unknown }

const kTaskFields =
  'id,plan_id,list,position,no,section,section_titles,text,leaders,implied_leaders,lead_units,lead_unit_ids,responsible_units,' +
  'responsible_unit_ids,shared,open_lead,open_responsible,targets,deadline,deadline_text,due_date,due_default,findings_open,' +
  'settled_fields,unsure,version,span,spans'

export function useSettle(planId: number) {
  const plan = shallowRef<PlanDetail | null>(null)
  const paper = ref('')
  const tasks = shallowRef<PlanTask[]>([])
  const findings = shallowRef<Finding[]>([])
  const changes = shallowRef<PlanChange[]>([])
  const proposals = shallowRef<Proposal[]>([])
  const problem = ref('')
  const loading = ref(true)
  const waiting = ref(0) // settlements on their way to the server
  const undos = ref<Undo[]>([])

  const ordered = computed(() => inOrder(findings.value))
  const taskById = computed(() => new Map(tasks.value.map((task) => [task.id, task])))

  const loadTasks = async () => {
    tasks.value = await api.all<PlanTask>(`/plans/${planId}/tasks`, { fields: kTaskFields })
  }
  const loadFindings = async () => {
    findings.value = await api.all<Finding>(`/plans/${planId}/findings`, { state: 'all' })
  }
  const loadProposals = async () => {
    proposals.value = plan.value?.state === 'approved' ? await api.all<Proposal>(`/plans/${planId}/proposals`) : []
  }
  const loadPlan = async () => {
    plan.value = await api.get<PlanDetail>(`/plans/${planId}`)
  }

  async function load(): Promise<void> {
    loading.value = true
    problem.value = ''
    try {
      await loadPlan()
      const [text] = await Promise.all([api.text(`/documents/${plan.value!.document_id}/text`), loadTasks(), loadFindings(), loadProposals()])
      paper.value = text
      changes.value = plan.value!.supersedes ? await api.all<PlanChange>(`/plans/${planId}/changes`) : []
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problem.value = error.message
    } finally {
      loading.value = false
    }
  }

  // What others changed.
  async function refresh(): Promise<void> {
    await loadPlan()
    await Promise.all([loadTasks(), loadFindings(), loadProposals()])
  }

  // One change after the other, in the order of the keys pressed.
  let queue: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    waiting.value++
    const turn = queue.then(work)
    queue = turn.catch(() => undefined).finally(() => waiting.value--)
    return turn
  }

  const putFindings = (changed: Map<number, Partial<Finding>>) => {
    findings.value = findings.value.map((one) => (changed.has(one.id) ? { ...one, ...changed.get(one.id) } : one))
  }
  const findingNow = (id: number) => findings.value.find((one) => one.id === id)

  async function reloadRows(ids: readonly number[]): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => taskById.value.has(id))
    if (wanted.length > 6) return loadTasks()
    const fresh = await Promise.all(wanted.map((id) => api.get<PlanTask>(`/tasks/${id}`)))
    for (const task of fresh) putTask(task)
  }
  function putTask(task: PlanTask): void {
    tasks.value = tasks.value.map((one) => (one.id === task.id ? { ...one, ...task } : one))
  }

  const stateOf = { accept: 'accepted', correct: 'corrected', ignore: 'ignored', alias: 'accepted' } as const

  // How many were settled, or 0 where the server refused (which has been said).
  async function settle(finding: Finding, action: SettleAction, scope: 'one' | 'kind' = 'one', value = ''): Promise<number> {
    const before = new Map<number, Finding>()
    for (const one of findings.value) {
      const alike = one.kind === finding.kind && (action === 'accept' || action === 'ignore' || one.text === finding.text || (action === 'alias' && one.likely_unit_id !== null))
      if (one.state === 'open' && (one.id === finding.id || (scope === 'kind' && alike))) before.set(one.id, one)
    }
    putFindings(new Map([...before.keys()].map((id) => [id, { state: stateOf[action], value: action === 'alias' ? finding.likely_unit : value }])))
    try {
      return await inTurn(async () => {
        const answer = await api.post<{ settled: number; finding_ids: number[]; task_ids: number[] }>(
          `/findings/${finding.id}/settle`,
          { action, value, scope },
          { match: etag(before.get(finding.id) ?? finding) },
        )
        undos.value.push({ kind: 'settled', ids: answer.finding_ids, first: finding.id })
        await Promise.all([reloadRows(answer.task_ids), loadFindings()])
        return answer.settled
      })
    } catch (error) {
      putFindings(before)
      if (error instanceof Problem && error.status === 412) await loadFindings()
      sayProblem(error)
      return 0
    }
  }

  // Takes back the last thing done here. The finding or task it touched, or null where there is nothing.
  async function undo(): Promise<{ finding?: number; task?: number } | null> {
    return inTurn(async () => {
      const last = undos.value.pop()
      if (!last) return null
      try {
        if (last.kind === 'cell') {
          const task = taskById.value.get(last.task)
          if (!task) return null
          putTask(await api.patch<PlanTask>(`/tasks/${task.id}`, { field: last.field, value: last.before, spans: last.spans }, { match: etag(task) }))
          return { task: last.task }
        }
        for (const id of last.ids) {
          const now = findingNow(id)
          if (now && now.state !== 'open') await api.post(`/findings/${id}/reopen`, undefined, { match: etag(now) })
        }
        const touched = last.ids.map((id) => findingNow(id)?.task_id).filter((id): id is number => typeof id === 'number')
        await Promise.all([reloadRows(touched), loadFindings()])
        return { finding: last.first }
      } catch (error) {
        await loadFindings()
        sayProblem(error)
        return null
      }
    })
  }

  // A cell mended by typing (no spans) or by marking words in the paper (their byte ranges).
  async function correct(
    task: PlanTask,
    field: TaskField,
    value: unknown,
    spans?: (ByteSpan[] | Rule)[] | ByteSpan[],
    why: { reason?: string; document?: string } = {},
  ): Promise<boolean> {
    try {
      return await inTurn(async () => {
        const now = taskById.value.get(task.id) ?? task
        const before = now[field]
        const old = field in now.spans ? now.spans[field as keyof TaskSpans]?.map((place) => (Array.isArray(place) ? place : null)) : undefined
        const fresh = await api.patch<PlanTask>(`/tasks/${task.id}`, { field, value, ...(spans ? { spans } : {}), ...why }, { match: etag(now) })
        putTask(fresh)
        if (plan.value?.state !== 'approved') undos.value.push({ kind: 'cell', task: task.id, field, before, spans: old })
        await Promise.all([reloadRows([task.id]), loadFindings()])
        return true
      })
    } catch (error) {
      if (error instanceof Problem && error.status === 412) await reloadRows([task.id])
      sayProblem(error)
      return false
    }
  }

  async function approve(despiteOpen: boolean): Promise<number> {
    return inTurn(async () => {
      const answer = await api.post<{ approved: number }>(`/plans/${planId}/approve`, { despite_open: despiteOpen }, { match: etag(plan.value!) })
      await Promise.all([loadPlan(), loadTasks(), loadFindings()])
      undos.value = []
      return answer.approved
    })
  }

  async function settleProposal(one: Proposal, action: 'accept' | 'ignore', document: string, reason: string): Promise<boolean> {
    try {
      return await inTurn(async () => {
        await api.post(`/proposals/${one.id}/settle`, { action, document, reason }, { match: etag(one) })
        await Promise.all([loadProposals(), reloadRows([one.task_id])])
        return true
      })
    } catch (error) {
      await loadProposals()
      sayProblem(error)
      return false
    }
  }

  return {
    plan, paper, tasks, findings, changes, proposals, problem, loading, waiting, undos, ordered, taskById,
    load, refresh, settle, undo, correct, approve, settleProposal,
  }
}

export type Settle = ReturnType<typeof useSettle>
