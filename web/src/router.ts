// All pages there are. The address holds the whole state of a page: plan, filter, sorting, columns, open task.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Action, Role } from './api/types'
import { i18n } from './i18n'
import { sayProblem } from './stores/notices'
import { loadSession, may, session } from './stores/session'
import { forgetPlans, loadPlans, plansLoaded, rememberPlan, usualPlan } from './stores/plans'
import { forgetTasks } from './stores/ledger'
import { forgetPapers } from './stores/papers'

declare module 'vue-router' {
  interface RouteMeta {
    place?: string // key of place.*, where it stands in the list on the left
    help?: string // key of help.*
    needs?: Action[] // any of them
    open?: boolean // without a log-in
    ofPlan?: boolean // its address names the plan
  }
}

export interface Place {
  name: string
  ofPlan: boolean
  needs: Action[]
  roles?: Role[] // any of them too: what is for those who see the ledger whole
}
export const usable = (place: Place): boolean => place.needs.some(may) && (!place.roles || place.roles.some((role) => session.value?.account.roles.includes(role)))
// The list on the left, in its order.
export const kPlaces: Place[] = [
  { name: 'overview', ofPlan: true, needs: ['read_ledger'] },
  { name: 'today', ofPlan: false, needs: ['read_ledger'] },
  { name: 'ledger', ofPlan: true, needs: ['read_ledger'] },
  { name: 'rounds', ofPlan: false, needs: ['read_ledger'] },
  { name: 'import', ofPlan: false, needs: ['import_document'] },
  { name: 'sources', ofPlan: false, needs: ['manage_posts'] },
  { name: 'units', ofPlan: true, needs: ['read_units', 'read_ledger'] },
  { name: 'leaders', ofPlan: true, needs: ['read_ledger'] },
  { name: 'notices', ofPlan: true, needs: ['issue_notice', 'answer_notice'] },
  { name: 'timeline', ofPlan: true, needs: ['read_ledger'] },
  { name: 'compare', ofPlan: false, needs: ['read_ledger'], roles: ['supervision_office', 'auditor', 'observer'] },
  { name: 'bulletins', ofPlan: false, needs: ['read_bulletin'] },
  { name: 'administration', ofPlan: false, needs: ['manage_accounts', 'grant_roles', 'manage_units', 'read_log', 'name_officers'] },
]

const pages = {
  overview: () => import('./pages/overview/OverviewPage.vue'),
  ledger: () => import('./pages/LedgerPage.vue'),
  timeline: () => import('./pages/timeline/TimelinePage.vue'),
  units: () => import('./pages/units/UnitsPage.vue'),
  leaders: () => import('./pages/leaders/LeadersPage.vue'),
  notices: () => import('./pages/notices/NoticesPage.vue'),
}

const ofPlan: RouteRecordRaw[] = (['overview', 'ledger', 'timeline', 'units', 'leaders', 'notices'] as const).flatMap((name) => {
  const needs = kPlaces.find((place) => place.name === name)!.needs
  return [
    { path: `/plans/:plan(\\d+)/${name}`, name, component: pages[name], meta: { place: name, help: name, needs, ofPlan: true } },
    // Without a plan in the address: the usual one; where there is none yet, a page that offers the first step (units: the register).
    { path: `/${name}`, name: `${name}.usual`, component: name === 'units' ? pages.units : () => import('./pages/NoPlanPage.vue'), meta: { place: name, help: name, needs } },
  ]
})

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { open: true, help: 'login' } },
    { path: '/password', name: 'password', component: () => import('./pages/PasswordPage.vue'), meta: { help: 'password' } },
    { path: '/account', name: 'account', component: () => import('./pages/second/AccountPage.vue'), meta: { help: 'account', needs: ['own_account'] } },
    { path: '/', name: 'home', redirect: () => home() },
    { path: '/today', name: 'today', component: () => import('./pages/today/TodayPage.vue'), meta: { place: 'today', help: 'today', needs: ['read_ledger'] } },
    ...ofPlan,
    {
      path: '/plans/:plan(\\d+)/tasks/:task(\\d+)',
      name: 'task',
      component: () => import('./pages/TaskPage.vue'),
      meta: { place: 'ledger', help: 'task', needs: ['read_ledger'], ofPlan: true },
    },
    { path: '/rounds', name: 'rounds', component: () => import('./pages/rounds/RoundsPage.vue'), meta: { place: 'rounds', help: 'rounds', needs: ['read_ledger'] } },
    { path: '/rounds/:round(\\d+)', name: 'round', component: () => import('./pages/rounds/BoardPage.vue'), meta: { place: 'rounds', help: 'rounds', needs: ['read_ledger'] } },
    { path: '/reports/:report(\\d+)', name: 'report', component: () => import('./pages/report/ReportPage.vue'), meta: { place: 'rounds', help: 'report', needs: ['read_ledger'] } },
    {
      path: '/plans/:plan(\\d+)/targets',
      name: 'targets',
      component: () => import('./pages/targets/TargetsPage.vue'),
      meta: { place: 'overview', help: 'overview', needs: ['read_ledger'], ofPlan: true },
    },
    // /compare/3/5: the paper with the id 3 beside that with the id 5; without them a pair of the usual plan.
    { path: '/compare/:from(\\d+)?/:to(\\d+)?', name: 'compare', component: () => import('./pages/compare/ComparePage.vue'), meta: { place: 'compare', help: 'compare', needs: ['read_ledger'] } },
    { path: '/bulletins', name: 'bulletins', component: () => import('./pages/bulletins/BulletinsPage.vue'), meta: { place: 'bulletins', help: 'bulletins', needs: ['read_bulletin'] } },
    { path: '/bulletins/:bulletin(\\d+)', name: 'bulletin', component: () => import('./pages/bulletins/BulletinPage.vue'), meta: { place: 'bulletins', help: 'bulletins', needs: ['read_bulletin'] } },
    // A workbook that comes back into the ledger: choose the file; /merge/12: its changes.
    { path: '/plans/:plan(\\d+)/merge/:merge(\\d+)?', name: 'merge', component: () => import('./pages/bulletins/MergePage.vue'), meta: { place: 'ledger', help: 'merge', needs: ['merge_ledger'], ofPlan: true } },
    // /import: drop a file, the drafts; /import/12: the paper and its rows.
    {
      path: '/import/:plan(\\d+)?',
      name: 'import',
      component: () => import('./pages/import/ImportPage.vue'),
      meta: { place: 'import', help: 'import', needs: ['import_document', 'settle_finding', 'approve_plan'] },
    },
    // /sources: all; /sources/12: the tasks of one.
    {
      path: '/sources/:plan(\\d+)?',
      name: 'sources',
      component: () => import('./pages/sources/SourcesPage.vue'),
      meta: { place: 'sources', help: 'sources', needs: ['manage_posts', 'read_ledger'] },
    },
    {
      path: '/administration/:tab(accounts|units|posts|delegates|groups|checklist|log|mail|rules|tokens)?',
      name: 'administration',
      component: () => import('./pages/admin/AdministrationPage.vue'),
      // Everybody has tokens of his own there; the place itself is listed for those who administer (kPlaces).
      meta: { place: 'administration', help: 'administration', needs: ['own_account'] },
    },
    { path: '/:rest(.*)*', name: 'unknown', component: () => import('./pages/UnknownPage.vue') },
  ],
})

function home() {
  // The two who make accounts and grant roles begin there: until the office can log in, that is the first step.
  if (may('manage_accounts') || may('grant_roles')) return { name: 'administration' }
  const first = kPlaces.find((place) => place.name !== 'overview' && usable(place))
  if (!first) return { name: 'password' }
  return { name: first.ofPlan ? `${first.name}.usual` : first.name }
}

router.beforeEach(async (to) => {
  if (!session.value && !to.meta.open) {
    forgetPlans()
    forgetTasks()
    forgetPapers()
    // The bare address asks for no page: where it leads is known only once somebody is logged in.
    const bare = to.fullPath === '/' || to.redirectedFrom?.fullPath === '/'
    if (!(await loadSession())) return { name: 'login', query: { to: bare ? undefined : to.fullPath } }
    if (to.redirectedFrom?.fullPath === '/' || to.fullPath === '/') return home()
  }
  if (session.value?.must_change_password && to.name !== 'password' && !to.meta.open)
    return { name: 'password', query: { to: to.fullPath === '/' ? undefined : to.fullPath } }
  if (session.value?.must_enrol_second_factor && !session.value.must_change_password && to.name !== 'account' && !to.meta.open)
    return { name: 'account', query: { to: to.fullPath === '/' ? undefined : to.fullPath } }
  if (session.value && !session.value.must_change_password && !session.value.must_enrol_second_factor && !plansLoaded.value) await loadPlans().catch(sayProblem) // the page is shown all the same
  const [place, usual] = String(to.name ?? '').split('.')
  if (usual) {
    const plan = usualPlan()
    if (plan) return { name: place, params: { plan: plan.id }, query: to.query, replace: true }
  }
  if (to.meta.ofPlan) rememberPlan(Number(to.params.plan))
  return true
})

router.afterEach((to) => {
  const t = i18n.global.t
  const words = to.meta.place ? t(`place.${to.meta.place}`) : to.name === 'login' ? t('login.title') : ''
  document.title = words ? `${words} · ${t('app.name')}` : t('app.name')
})
