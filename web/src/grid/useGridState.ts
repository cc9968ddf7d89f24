// The state of a table kept in the address, so that a link shows the same thing to a colleague. Typing in a filter replaces the
// address; Back leaves the page or closes what was opened.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { queryToState, stateToQuery, type Column, type GridState } from './model'

const kOwn = /^(q|sort|group|cols|w|fz|f\..+)$/

export function useGridState(columns: ComputedRef<Column[]>): WritableComputedRef<GridState> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => queryToState(route.query, columns.value.map((column) => column.key)),
    set: (state) => {
      const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => !kOwn.test(key)))
      void router.replace({ query: { ...others, ...stateToQuery(state) }, hash: route.hash })
    },
  })
}
