// The tasks of one plan, all of them in memory: 10,000 rows filter and sort in milliseconds without asking the server.
import { ref, shallowRef, triggerRef } from 'vue'
import { api } from '@/api/client'
import type { Task } from '@/api/types'

export const tasks = shallowRef<Task[]>([])
export const tasksOf = ref<number | null>(null) // the plan they belong to
export const tasksTotal = ref(0)
export const tasksLoading = ref(false)
export const shownIds = shallowRef<number[]>([]) // what the ledger last showed, in its order: next and previous go by it

let loading: AbortController | null = null

export async function loadTasks(planId: number, force = false): Promise<void> {
  if (tasksOf.value === planId && !force) return
  loading?.abort()
  loading = new AbortController()
  const mine = loading
  if (tasksOf.value !== planId) tasks.value = []
  tasksOf.value = planId
  tasksLoading.value = true
  try {
    const all = await api.all<Task>(`/plans/${planId}/tasks`, {}, {
      signal: mine.signal,
      some: (items, total) => {
        if (mine !== loading) return
        tasksTotal.value = total
        if (!force) tasks.value = items.slice()
      },
    })
    if (mine === loading) tasks.value = all
  } catch (error) {
    if (mine === loading) tasksOf.value = null
    throw error
  } finally {
    if (mine === loading) tasksLoading.value = false
  }
}

// One task has changed, here or elsewhere.
export function putTask(task: Task): void {
  const at = tasks.value.findIndex((row) => row.id === task.id)
  if (at < 0) return
  tasks.value[at] = { ...tasks.value[at]!, ...task }
  triggerRef(tasks)
}

// A task that was changed from outside its own page, by an undo: whoever shows it reads it again.
export const touchedTask = shallowRef<{ id: number }>({ id: 0 })

export function forgetTasks(): void {
  loading?.abort()
  tasks.value = []
  tasksOf.value = null
  shownIds.value = []
}
