// Whether the server answers. A call that got no answer waits in untilBack() and is then sent again.
import { reactive } from 'vue'

const kFirstWait = 1000
const kLongestWait = 10000

let waiting: Promise<void> | null = null

export const connection = reactive({
  lost: false,
  answered(): void {
    connection.lost = false
  },
  untilBack(): Promise<void> {
    waiting ??= (async () => {
      for (let wait = kFirstWait; ; wait = Math.min(wait * 1.5, kLongestWait)) {
        connection.lost = true
        await new Promise((done) => setTimeout(done, wait))
        try {
          if ((await fetch('/healthz', { cache: 'no-store' })).ok) break
        } catch {
          continue
        }
      }
      waiting = null
      connection.lost = false
    })()
    return waiting
  },
})
