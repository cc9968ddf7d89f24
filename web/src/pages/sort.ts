// Plain tables sort by one column, kept in the address: sort=led, sort=-led.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function sortRows<Row>(rows: readonly Row[], order: string, value: (row: Row, key: string) => string | number | null): Row[] {
  const down = order.startsWith('-')
  const key = order.replace(/^-/, '')
  return [...rows].sort((a, b) => {
    const x = value(a, key) ?? ''
    const y = value(b, key) ?? ''
    const way = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh-CN')
    return down ? -way : way
  })
}

// Figures begin with the largest, names with the first.
export function useSort(usual: string, name = 'sort') {
  const route = useRoute()
  const router = useRouter()
  const order = computed(() => String(route.query[name] ?? usual))
  function by(key: string, numeric: boolean): void {
    const first = numeric ? `-${key}` : key
    const next = order.value === first ? (numeric ? key : `-${key}`) : first
    void router.replace({ query: { ...route.query, [name]: next === usual ? undefined : next } })
  }
  return { order, by }
}
