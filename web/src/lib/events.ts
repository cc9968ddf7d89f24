// What changes elsewhere (server-sent events). A browser reconnects by itself; onBack says that something may have been missed.
import { onBeforeUnmount, onMounted } from 'vue'

export interface Change { plan_id: number; what: 'task' | 'finding' | 'plan' | 'unit' | 'account'; id: number; version: number }

export function onChange(handle: (change: Change) => void, onBack?: () => void): void {
  let source: EventSource | undefined
  let lost = false
  onMounted(() => {
    source = new EventSource('/api/v1/events')
    source.addEventListener('change', (event) => handle(JSON.parse((event as MessageEvent<string>).data) as Change))
    source.onerror = () => (lost = true)
    source.onopen = () => {
      if (lost) onBack?.()
      lost = false
    }
  })
  onBeforeUnmount(() => source?.close())
}
