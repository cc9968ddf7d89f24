// What changes elsewhere (server-sent events). Browsers allow six connections to a server over all tabs, so a tab holds one for all
// its listeners, and none after half a minute in the background. onBack says that something may have been missed.
import { onBeforeUnmount, onMounted } from 'vue'

// what: task, finding, plan, unit, account, problem and the other things that the handlers publish.
export interface Change { plan_id: number; what: string; id: number; version: number }
interface Listener { handle: (change: Change) => void; onBack?: () => void }

const kHiddenFor = 30000
const listeners = new Set<Listener>()
let source: EventSource | undefined
let missed = false
let resting = 0

function open(): void {
  if (source || !listeners.size || document.hidden) return
  source = new EventSource('/api/v1/events')
  source.addEventListener('change', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change
    for (const listener of [...listeners]) listener.handle(change)
  })
  source.onerror = () => (missed = true)
  source.onopen = () => {
    if (missed) for (const listener of [...listeners]) listener.onBack?.()
    missed = false
  }
}

function close(): void {
  source?.close()
  source = undefined
}

document.addEventListener('visibilitychange', () => {
  clearTimeout(resting)
  if (!document.hidden) return open()
  resting = window.setTimeout(() => {
    missed = missed || !!source
    close()
  }, kHiddenFor)
})

export function onChange(handle: (change: Change) => void, onBack?: () => void): void {
  const listener: Listener = { handle, onBack }
  onMounted(() => {
    listeners.add(listener)
    open()
  })
  onBeforeUnmount(() => {
    listeners.delete(listener)
    if (listeners.size) return
    close()
    missed = false
  })
}
