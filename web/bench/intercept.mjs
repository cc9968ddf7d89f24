// The built pages and the few answers that the ledger needs, given by route interception over the invented plan.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invented, numeral } from './invented.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
const kTypes = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const kOrigin = 'http://duban.invalid'

function rowsOf(count) {
  const { tasks, sections } = invented(count)
  return tasks.map((task, i) => ({
    id: i + 1, plan_id: 1, list: '', position: i + 1, no: String(i + 1), section: [numeral(task.section + 1)], section_titles: [sections[task.section]], text: task.text,
    leaders: [task.leader], implied_leaders: [], lead_units: task.leads, lead_unit_ids: task.leads.map(() => null), responsible_units: task.shares, responsible_unit_ids: task.shares.map(() => null),
    shared: false, open_lead: false, open_responsible: task.open,
    targets: task.target ? [{ indicator: task.target[0], measure: 'increment', op: '≥', value: task.target[1], value_max: null, unit: task.target[2], horizon: '', span: null }] : [],
    deadline: '', deadline_text: '', due_date: '2026-12-31', due_default: true, findings_open: i % 17 ? 0 : 1, settled_fields: [], version: 1,
  }))
}

export async function intercept(page, count) {
  const rows = rowsOf(count)
  const plan = { id: 1, document_id: 1, kind: 'plan', title: '2026年省《政府工作报告》重点工作分工方案', doc_number: '示政发〔2026〕1号', issuer: '示例省人民政府', issued_on: '2026-02-05', year: 2026, region: '示例省', level: 'province', state: 'draft', plan_version: 1, supersedes: null, superseded_by: null, tasks: count, list_tasks: 0, findings_open: 0, look_open: 0, imported_at: '', imported_by: '', approved_at: null, approved_by: null, version: 1 }
  const answers = {
    '/session': () => ({ account: { id: 4, name: 'bench', display_name: '量测', roles: ['supervision_office'], unit_id: null, leader: '' }, actions: ['read_ledger', 'export_ledger', 'save_view'], csrf: 'x', must_change_password: false, idle_minutes: 30, language: 'zh' }),
    '/plans': () => ({ items: [plan], total: 1, next: null }),
    '/plans/1/tasks': (query) => {
      const after = Number(query.get('after') ?? 0)
      const limit = Number(query.get('limit'))
      return { items: rows.slice(after, after + limit), total: rows.length, next: after + limit < rows.length ? String(after + limit) : null }
    },
  }
  await page.route(`${kOrigin}/**`, (route) => {
    const url = new URL(route.request().url())
    if (url.pathname.startsWith('/api/v1')) {
      const answer = answers[url.pathname.slice(7)]
      return answer ? route.fulfill({ json: answer(url.searchParams) }) : route.fulfill({ status: 404, json: { detail: 'not part of this measurement' } })
    }
    let file = join(dist, url.pathname)
    if (!extname(file) || !existsSync(file)) file = join(dist, 'index.html')
    return route.fulfill({ body: readFileSync(file), contentType: kTypes[extname(file)] ?? 'application/octet-stream' })
  })
  return `${kOrigin}/plans/1/ledger`
}
