// Two panes that scroll together: the task at the upper third of one stands at the upper third of the other. Rows that stand
// out of the paper's order (`loose`) bring the paper to their words; the paper passes over them.
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { follow } from './rows'

type Pane = Ref<HTMLElement | undefined>

export function useScrollTogether(paper: Pane, rows: Pane, ids: () => number[], loose: () => Set<number>, page: Pane) {
  let leading: HTMLElement | null = null // the pane that the person moves; the other one's scroll events are its echo
  let frame = 0
  let paperTops: number[] = []
  let stamp = ''

  const topIn = (pane: HTMLElement, element: Element) => element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop

  // The paper's anchors change only with its width or its text; the rows' grow exact as they are drawn.
  function anchors(): { order: number[]; paper: number[]; rows: number[]; led: { paper: number; row: number }[] } {
    const first = new Map<string, Element>()
    const mark = `${paper.value!.clientWidth}:${paper.value!.scrollHeight}:${ids().length}`
    const order = ids()
    if (mark !== stamp) {
      for (const element of paper.value!.querySelectorAll('[data-k^="t"]')) {
        const key = element.getAttribute('data-k')!.split(' ', 1)[0]!
        if (!first.has(key)) first.set(key, element)
      }
      paperTops = order.map((id) => {
        const element = first.get(`t${id}`)
        return element ? topIn(paper.value!, element) : Number.NaN
      })
      stamp = mark
    }
    const elements = new Map([...rows.value!.querySelectorAll<HTMLElement>('[data-row]')].map((element) => [element.dataset.row, element.offsetTop]))
    const outOfOrder = loose()
    const inPaper: number[] = []
    const inRows: number[] = []
    order.forEach((id, i) => {
      const row = elements.get(String(id))
      const top = paperTops[i]!
      // Anchors must ascend on both sides; a task whose words stand out of order follows its neighbours.
      if (row === undefined || outOfOrder.has(id) || Number.isNaN(top) || (inPaper.length && (top <= inPaper[inPaper.length - 1]! || row <= inRows[inRows.length - 1]!))) return
      inPaper.push(top)
      inRows.push(row)
    })
    const led = order
      .map((id, i) => ({ id, paper: paperTops[i]!, row: elements.get(String(id)) }))
      .filter((one) => outOfOrder.has(one.id) && one.row !== undefined && !Number.isNaN(one.paper)) as { id: number; paper: number; row: number }[]
    return { order, paper: inPaper, rows: inRows, led }
  }

  function sync(): void {
    frame = 0
    const a = leading
    const b = a === paper.value ? rows.value : paper.value
    if (!a || !b || !a.offsetParent || !b.offsetParent) return
    const { paper: inPaper, rows: inRows, led } = anchors()
    const [here, there] = a === paper.value ? [inPaper, inRows] : [inRows, inPaper]
    const line = 0.3
    const at = a.scrollTop + a.clientHeight * line
    if (a === rows.value && led.length && at < (inRows[0] ?? Infinity)) {
      const here = led.reduce((best, one) => (one.row <= at && one.row >= best.row ? one : best), led.reduce((least, one) => (one.row < least.row ? one : least)))
      b.scrollTop = here.paper - b.clientHeight * line
      return
    }
    b.scrollTop = follow(at, here, there) - b.clientHeight * line
  }
  const scrolled = (event: Event) => {
    if (event.currentTarget !== leading || frame) return
    frame = requestAnimationFrame(sync)
  }
  const lead = (event: Event) => (leading = event.currentTarget as HTMLElement)
  const kLead = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const

  const stop = watch([paper, rows, page], ([a, b]) => {
    for (const pane of [a, b]) {
      if (!pane) continue
      pane.addEventListener('scroll', scrolled, { passive: true })
      for (const kind of kLead) pane.addEventListener(kind, lead, { passive: true })
    }
    if (a && b) stop()
  }, { flush: 'post' })
  onBeforeUnmount(() => cancelAnimationFrame(frame))

  // Brings something into the pane's upper third, where it is not in sight already. The other pane stays where it is told.
  function reveal(pane: HTMLElement | undefined, element: Element | null | undefined): void {
    if (!pane || !element || !pane.offsetParent) return
    leading = null
    const top = topIn(pane, element)
    const height = element.getBoundingClientRect().height
    const seen = top >= pane.scrollTop + 30 && top + Math.min(height, 60) <= pane.scrollTop + pane.clientHeight - 10
    if (!seen) pane.scrollTop = top - pane.clientHeight * 0.3
  }

  return { reveal }
}
