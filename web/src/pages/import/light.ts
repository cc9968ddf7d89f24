// Shows which words and cells belong together. Paper and rows carry the same keys in data-k (t12.lead_units.0); lighting sets
// a class on the elements themselves, so that moving the pointer over 200 tasks renders nothing again.

export class Light {
  private lit: Element[] = []
  private last = ''

  constructor(
    private readonly root: () => HTMLElement | null | undefined,
    private readonly className: string,
  ) {}

  set(key: string): void {
    if (key === this.last && this.lit.every((element) => element.isConnected)) return
    for (const element of this.lit) element.classList.remove(this.className)
    this.last = key
    this.lit = key ? [...(this.root()?.querySelectorAll(`[data-k~="${CSS.escape(key)}"]`) ?? [])] : []
    for (const element of this.lit) element.classList.add(this.className)
  }

  // After a pane was rendered anew.
  renew(): void {
    const key = this.last
    this.last = ''
    this.set(key)
  }
}

export const keysAt = (target: EventTarget | null): string => (target as Element | null)?.closest?.('[data-k]')?.getAttribute('data-k') ?? ''
