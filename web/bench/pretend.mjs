// A server that pretends: the pages and as much of docs/api.md as the ledger and the task need, over the invented plan. For looking at
// pages while the real handlers are being written; node bench/pretend.mjs [tasks] [port].
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invented, numeral } from './invented.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
const kTypes = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const kCsp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export function pretend(count) {
  const { paper, tasks, sections } = invented(count)
  const bytes = (text) => Buffer.byteLength(text)
  let from = 0
  const rows = tasks.map((task, i) => {
    const begin = paper.indexOf(`\n${i + 1}. ${task.text}`, from) + 1
    const end = paper.indexOf('\n\n', paper.indexOf('责任单位', begin))
    from = end
    const base = bytes(paper.slice(0, begin))
    const body = paper.slice(begin, end)
    const at = (words, after = 0) => { const p = body.indexOf(words, after); return p < 0 ? null : [base + bytes(body.slice(0, p)), base + bytes(body.slice(0, p + words.length))] }
    const lead = body.indexOf('牵头单位：'), share = body.indexOf('责任单位：')
    const target = task.target
    return {
      id: i + 1, plan_id: 1, list: '', position: i + 1, no: String(i + 1), section: [numeral(task.section + 1)], section_titles: [sections[task.section]], text: task.text,
      leaders: [task.leader], implied_leaders: i % 11 === 0 ? ['郑分管'] : [], lead_units: task.leads, lead_unit_ids: task.leads.map(() => null), responsible_units: task.shares, responsible_unit_ids: task.shares.map(() => null), shared: false, open_lead: false, open_responsible: task.open,
      targets: target ? [{ indicator: target[0].replace('增长', ''), measure: target[2] === '%' ? 'growth' : 'increment', op: { 左右: '≈', 以上: '≥', 以内: '≤', '': '=' }[target[3]], value: target[2].startsWith('万') ? target[1] * 10000 : target[1], value_max: null, unit: target[2].replace('万', ''), horizon: '', span: at(target[0] + target[1] + target[2] + target[3]) }] : [],
      deadline: '', deadline_text: '', due_date: i % 9 ? '2026-12-31' : '2026-06-30', due_default: !!(i % 9), findings_open: i % 17 ? 0 : 1, settled_fields: i % 13 ? [] : ['lead_units'], version: 1,
      _more: { span: [base, base + bytes(body)], spans: { text: [at(task.text)], leaders: [[at(task.printed_leader)]], lead_units: task.leads.map((u) => [at(u, lead)]), responsible_units: task.shares.map((u) => (at(u, share) ? [at(u, share)] : { rule: 'responsibility.restored' })) } },
    }
  })
  const plan = { id: 1, document_id: 1, kind: 'plan', title: '2026年省《政府工作报告》重点工作分工方案', doc_number: '示政发〔2026〕1号', issuer: '示例省人民政府', issued_on: '2026-02-05', year: 2026, region: '示例省', level: 'province', state: 'draft', plan_version: 1, supersedes: null, superseded_by: null, tasks: count, list_tasks: 0, findings_open: 3, look_open: 1, imported_at: '2026-02-06T01:00:00Z', imported_by: '王督查', approved_at: null, approved_by: null, version: 1 }
  const session = { account: { id: 4, name: 'wangducha', display_name: '王督查', roles: ['supervision_office'], unit_id: null, leader: '' }, actions: ['read_ledger', 'export_ledger', 'import_document', 'correct_task', 'settle_finding', 'approve_plan', 'adjust_task', 'read_units', 'manage_units', 'save_view', 'share_view', 'own_account'], csrf: 'x', must_change_password: false, idle_minutes: 30, language: 'zh' }
  const state = { in: true }
  const strip = ({ _more, ...row }) => row
  const api = (method, path, query, body, send) => {
    if (path === '/session' && method === 'GET') return state.in ? send(200, session) : send(401, { type: '/problems/unauthorized', detail: '请先登录。' })
    if (path === '/session' && method === 'POST') { if (body.password === 'wrong') return send(401, { detail: '账号或密码不对。' }); state.in = true; return send(200, { ...session, must_change_password: body.password === 'once' }) }
    if (path === '/session') { state.in = false; return send(204) }
    if (path === '/plans') return send(200, { items: [plan], total: 1, next: null })
    if (path === '/plans/1') return send(200, { ...plan, document: {}, sections: sections.map((title, i) => ({ label: numeral(i + 1), title, level: 1, first_task: 1, last_task: 2 })), lists: [], requirements: [], missing: [] })
    if (path === '/plans/1/tasks') { const after = Number(query.get('after') ?? 0), limit = Number(query.get('limit') ?? 100); return send(200, { items: rows.slice(after, after + limit).map(strip), total: rows.length, next: after + limit < rows.length ? String(after + limit) : null }) }
    if (path === '/documents/1/text') return send(200, paper)
    if (path === '/views') return method === 'GET' ? send(200, { items: [{ id: 1, name: '工业口', page: 'ledger', address: 'q=%E5%B7%A5%E4%B8%9A', shared: true, own: true, version: 1 }], total: 1, next: null }) : send(201, { id: 2, own: true, version: 1, ...body })
    if (path === '/search') { const q = query.get('q'); const found = rows.filter((r) => r.text.includes(q)); return send(200, { items: found.slice(0, 12).map((r) => { const p = bytes(r.text.slice(0, r.text.indexOf(q))); return { task_id: r.id, plan_id: 1, plan_title: plan.title, year: 2026, no: r.no, list: '', text: r.text, at: [[p, p + bytes(q)]] } }), total: found.length, next: null }) }
    const one = /^\/tasks\/(\d+)$/.exec(path)
    if (one) {
      const row = rows[one[1] - 1]
      if (!row) return send(404, { detail: '没有这项任务。' })
      if (method === 'PATCH') { row[body.field] = body.value; ++row.version; row.settled_fields = [...row.settled_fields, body.field] }
      return send(200, { ...strip(row), ...row._more, document_id: 1, plan: { id: 1, title: plan.title, year: 2026, state: 'draft' }, previous_id: row.id > 1 ? row.id - 1 : null, next_id: row.id < rows.length ? row.id + 1 : null, history: [{ at: '2026-02-06T02:00:00Z', account: '王督查', action: 'correct', field: 'lead_units', before: ['即时比分'], after: ['省司法厅'], reason: '' }], findings: row.findings_open ? [{ id: 9, kind: 'open_list', kind_name: '名单未列全', severity: 'look', severity_name: '需核对', text: '等', where: '', reason: '责任单位以“等”结尾，名单没有列全。', likely: '', span: row._more.spans.text[0], task_id: row.id, field: '', state: 'open', value: '', settled_by: '', settled_at: null, same_kind_open: 1, version: 1 }] : [] })
    }
    return send(404, { detail: '没有这个地址。' })
  }
  return createServer((request, response) => {
    const url = new URL(request.url, 'http://x')
    if (url.pathname.startsWith('/api/v1/events')) { response.writeHead(200, { 'Content-Type': 'text/event-stream' }); return response.write(': \n\n') }
    if (url.pathname.startsWith('/api/v1')) {
      let text = ''
      request.on('data', (piece) => (text += piece))
      return request.on('end', () => api(request.method, url.pathname.slice(7), url.searchParams, text.startsWith('{') ? JSON.parse(text) : {}, (status, body) => {
        response.writeHead(status, { 'Content-Type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json' })
        response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body))
      }))
    }
    if (url.pathname === '/healthz') return response.end('ok')
    let file = join(dist, url.pathname)
    if (!existsSync(file) || !statSync(file).isFile()) file = join(dist, 'index.html')
    response.writeHead(200, { 'Content-Type': kTypes[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': kCsp })
    createReadStream(file).pipe(response)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count = '200', port = '8191'] = process.argv.slice(2)
  pretend(Number(count)).listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
}
