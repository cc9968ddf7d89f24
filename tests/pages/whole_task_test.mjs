// A whole task from dispatch to sign-off with four people in four sessions: the office, the unit's handler, its reviewer, the leader. The leader decides
// on his page; at the end the timeline tells it all.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessible, eventually, kPassword, picture } from './harness.mjs'

const kPlan = `示例市2026年政府工作报告重点工作分工方案

  一、改造老旧小区30个。(市住房城乡建设局牵头)
  二、建设口袋公园10个。(市城市管理局牵头)
`

// Calls of the API as the person whose cookies these are.
async function caller(place, storage) {
  const cookie = storage.cookies.map((one) => `${one.name}=${one.value}`).join('; ')
  const session = await (await fetch(`${place.address}/api/v1/session`, { headers: { Cookie: cookie } })).json()
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${place.address}/api/v1${path}`, {
      method, body: body === undefined ? undefined : JSON.stringify(body), headers: { Cookie: cookie, 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/json', ...headers },
    })
    const text = await answer.text()
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
}

export default async function (place, check) {
  const paper = join(place.folder, '示例市方案.txt')
  writeFileSync(paper, kPlan)
  await place.duban('import', paper)
  await place.serve()
  const members = {}
  for (const [name, role] of [['duban', 'supervision_office'], ['handler', 'unit_handler'], ['reviewer', 'unit_reviewer'], ['mayor', 'leader']]) members[name] = await place.member(name, role)
  const by = {}
  for (const name of Object.keys(members)) by[name] = await caller(place, members[name])
  for (const name of ['市住房城乡建设局', '市城市管理局']) await by.duban('POST', '/units', { name })
  const housing = (await by.duban('GET', '/units')).items.find((unit) => unit.name === '市住房城乡建设局').id
  const admin = await place.page()
  await admin.goto('/login')
  await admin.fill('[name=username]', 'sysadmin')
  await admin.fill('[name=password]', /sysadmin\s+(\S+)/.exec(place.output)[1])
  await admin.click('[type=submit]')
  await admin.fill('[name=new]', kPassword)
  await admin.fill('[name=again]', kPassword)
  await admin.click('[type=submit]')
  await admin.waitForSelector('.frame')
  const system = await caller(place, await admin.context().storageState())
  for (const account of (await system('GET', '/accounts')).items) {
    const change = account.name === 'mayor' ? { leader: '李明' } : ['handler', 'reviewer'].includes(account.name) ? { unit_id: housing } : null
    if (change) await system('PATCH', `/accounts/${account.id}`, change, { 'If-Match': `"${account.id}-${account.version}"` })
  }
  await admin.context().close()
  const task = (await by.duban('GET', '/plans/1/tasks')).items[0]
  const draft = await by.duban('GET', `/tasks/${task.id}`)
  await by.duban('PATCH', `/tasks/${task.id}`, { field: 'leaders', value: ['李明'] }, { 'If-Match': `"${task.id}-${draft.version}"` })
  await by.duban('POST', '/plans/1/approve', { despite_open: true }, { 'If-Match': `"1-${(await by.duban('GET', '/plans/1')).version}"` })

  const state = async () => (await by.duban('GET', `/tasks/${task.id}/case`)).state
  const step = async (who, action, more = {}) => {
    const now = await by[who]('GET', `/tasks/${task.id}/case`)
    return by[who]('POST', `/tasks/${task.id}/actions`, { action, ...more }, { 'If-Match': `"${task.id}-${now.version}"` })
  }
  const day = (days) => new Date(Date.now() + (8 * 3600 + days * 86400) * 1000).toISOString().slice(0, 10)
  const handlerPage = await place.page({ storage: members.handler, bypassCSP: true })
  const officePage = await place.page({ storage: members.duban, bypassCSP: true })
  const mayorPage = await place.page({ storage: members.mayor, width: 390, height: 844, bypassCSP: true })

  await check('nothing waits before the dispatch, and that is said', async () => {
    await handlerPage.goto('/today')
    await handlerPage.waitForSelector('.today-nothing')
    await picture(handlerPage, 'whole-task-nothing')
  })
  await check('dispatched, acknowledged, broken down, accepted', async () => {
    await step('duban', 'dispatch', { text: '30个小区全部完工并验收' })
    assert.equal(await state(), 'dispatched')
    // Acknowledged in the line of today itself.
    const line = handlerPage.locator('.today-line[data-kind=acknowledge]')
    await line.locator('.today-deal').click()
    await line.locator('[data-step=acknowledge]').waitFor()
    await picture(handlerPage, 'today-acknowledge')
    await line.locator('[data-step=acknowledge]').click()
    await handlerPage.waitForSelector('#step-form')
    await picture(handlerPage, 'today-acknowledge-form')
    await handlerPage.click('.el-dialog__footer .main')
    await handlerPage.waitForSelector('.today-line[data-kind=break_down]')
    assert.equal(await state(), 'acknowledged')
    await step('handler', 'break_down', { unit_id: housing, text: '6月底前完成15个，11月底前全部完工' })
    // Somebody else is first: who still has the form open is told, keeps his words, and the line goes once he has closed it.
    await officePage.goto('/today')
    await officePage.waitForSelector('.today-line[data-kind=accept_break_down]')
    assert.equal(await officePage.locator('.today-line[data-kind=accept_break_down]').count(), 1)
    await officePage.locator('.today-line[data-kind=accept_break_down] .today-deal').click()
    await officePage.click('.life-steps [data-step=return_break_down]')
    await officePage.fill('#step-form [name=text]', '请把节点写到月')
    await step('duban', 'accept_break_down', { unit_id: housing })
    assert.equal(await state(), 'in_progress')
    await officePage.click('.el-dialog__footer .main')
    await officePage.waitForSelector('#step-form [role=alert]')
    assert.match(await officePage.textContent('#step-form [role=alert]'), /现在已经不能“退回分解”/)
    assert.equal(await officePage.inputValue('#step-form [name=text]'), '请把节点写到月')
    await picture(officePage, 'today-step-conflict')
    await officePage.click('.el-dialog__footer .button:not(.main)')
    await officePage.waitForSelector('.today-line[data-kind=accept_break_down]', { state: 'detached' })
  })
  await check('a round: written, reviewed in the unit, returned and accepted by the office', async () => {
    const round = await by.duban('POST', '/rounds', { kind: 'once', plan_ids: [1], title: '老旧小区专项调度', period_from: day(-30), period_to: day(0), opens: day(0), due: day(5) })
    assert.equal(round.state, 'open')
    await handlerPage.goto('/today')
    await handlerPage.waitForSelector('.today-line[data-kind=report]')
    const [asked] = (await by.handler('GET', '/reports')).items
    const act = async (who, what, body) => {
      const now = await by[who]('GET', `/reports/${asked.id}`)
      return (await by[who]('POST', `/reports/${asked.id}/${what}`, body, { 'If-Match': `"${asked.id}-${now.version}"` })).state
    }
    const body = { text: '截至10月底完工18个小区，其余12个在建。', values: [], percent: 60, problems: '', wants_coordination: false, next_step: '11月底前全部完工' }
    assert.equal(await act('handler', 'submit', { body }), 'submitted')
    assert.equal(await act('reviewer', 'approve'), 'reviewing')
    assert.equal(await act('duban', 'return', { reason: '请写明在建小区的完工日期' }), 'returned')
    assert.equal(await act('handler', 'submit', { body: { ...body, text: '截至10月底完工18个小区，其余12个在建，11月20日前完工。' } }), 'submitted')
    assert.equal(await act('reviewer', 'approve'), 'reviewing')
    assert.equal(await act('duban', 'accept', {}), 'accepted')
  })
  await check('a problem goes to the leader, who decides on his phone', async () => {
    await handlerPage.goto(`/plans/1/tasks/${task.id}`)
    await handlerPage.click('[data-raise]')
    await handlerPage.fill('.problem-form[data-step=raise] [name=text]', '施工许可迟迟未批，需要协调。')
    await handlerPage.check('.problem-form[data-step=raise] [name=coordination]')
    await picture(handlerPage, 'task-problem-form')
    await accessible(handlerPage, 'a problem is raised on the task')
    await handlerPage.click('.problem-form[data-step=raise] [type=submit]')
    await handlerPage.waitForSelector('.task-problems .problem-steps')
    await picture(handlerPage, 'task-problems')
    const raised = (await by.handler('GET', `/problems?task_id=${task.id}`)).items
    assert.deepEqual(raised.map((each) => [each.coordination, each.grade, each.unit.id]), [[true, 'ordinary', housing]])
    await officePage.goto('/today')
    await officePage.locator('.today-line', { hasText: '施工许可' }).locator('.today-deal').click()
    await officePage.click('.problem-buttons >> text=呈领导')
    await officePage.fill('[name=leader]', '李明')
    await officePage.fill('.problem-words', '拟请市住房城乡建设局牵头会商。')
    await officePage.click('.problem-form [type=submit]')
    // The overview tells what waits for the leader, and leads to it.
    const overview = await place.page({ storage: members.duban })
    await overview.goto('/plans/1/overview')
    await overview.waitForSelector('.problems-waiting a')
    assert.match(await overview.textContent('.problems-waiting a'), /施工许可迟迟未批.*市住房城乡建设局 · 已呈李明/)
    await picture(overview, 'overview-problems')
    await overview.click('.problems-waiting a')
    await overview.waitForSelector('.task-problems .problem-steps')
    await overview.goto('/plans/1/units')
    await overview.waitForSelector('a[title*="填报负担"]')
    await picture(overview, 'units-asked')
    await overview.context().close()
    await mayorPage.goto('/today')
    const line = mayorPage.locator('.today-line', { hasText: '施工许可' })
    await line.locator('.today-deal').click()
    await mayorPage.check('.problem-decision input[value=agreed]')
    await mayorPage.fill('.problem-words', '同意，本周内会商解决。')
    await accessible(mayorPage, 'the decision on a phone')
    await picture(mayorPage, 'whole-task-instruct-390')
    assert.equal(await mayorPage.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await mayorPage.click('.problem-form [type=submit]')
    // The office's page tells it by itself.
    await officePage.waitForSelector('.today-line:has-text("已批示")')
    await mayorPage.goto('/plans/1/leaders')
    await mayorPage.waitForSelector('.field-pane >> text=李明')
    await picture(mayorPage, 'whole-task-field-390')
  })
  await check('whoever comes second is told, and keeps what he wrote', async () => {
    const other = await place.page({ storage: members.duban })
    for (const page of [officePage, other]) {
      await page.goto('/today')
      await page.locator('.today-line', { hasText: '施工许可' }).locator('.today-deal').click()
      await page.click('.problem-buttons >> text=办理完毕')
    }
    const [problem] = (await by.duban('GET', '/problems')).items
    await other.fill('.problem-words', '许可已经办妥。')
    await by.duban('POST', `/problems/${problem.id}/grade`, { grade: 'major' }, { 'If-Match': `"${problem.id}-${problem.version}"` })
    await other.click('.problem-form [type=submit]')
    await other.waitForTimeout(500)
    if (await other.locator('.problem-form .wrong').count()) {
      assert.equal(await other.inputValue('.problem-words'), '许可已经办妥。')
      await other.click('.problem-form [type=submit]')
    }
    await eventually(async () => (await by.duban('GET', `/problems/${problem.id}`)).state, 'settled')
    assert.equal((await by.duban('GET', `/problems/${problem.id}`)).outcome, '许可已经办妥。')
    await other.context().close()
  })
  await check('an extension in two steps, the original date kept', async () => {
    const before = await by.duban('GET', `/tasks/${task.id}/case`)
    await step('handler', 'apply_extension', { unit_id: housing, date: `${Number(before.due.slice(0, 4)) + 1}-03-31`, text: '汛期停工' })
    await step('duban', 'agree_extension', { unit_id: housing })
    await step('mayor', 'approve_extension', { unit_id: housing })
    const after = await by.duban('GET', `/tasks/${task.id}/case`)
    assert.equal(after.original_due, before.original_due)
    assert.notEqual(after.due, before.due)
  })
  await check('completion, a failed verification, rectification, sign-off', async () => {
    await step('handler', 'apply_completion', { unit_id: housing, text: '30个小区已全部完工', closure: 'substantive' })
    await step('duban', 'begin_verification', { unit_id: housing })
    await step('duban', 'fail_verification', { unit_id: housing, text: '2个小区未验收', date: day(10) })
    assert.equal(await state(), 'rectifying')
    await step('handler', 'submit_rectification', { unit_id: housing, text: '已补验收' })
    await step('duban', 'pass_verification', { unit_id: housing, text: '复核通过', closure: 'substantive' })
    assert.equal(await state(), 'closed')
  })
  await check('the timeline tells it', async () => {
    const told = (await by.duban('GET', `/tasks/${task.id}/timeline`)).items.map((entry) => entry.action).reverse()
    const order = ['dispatch', 'acknowledge', 'break_down', 'accept_break_down', 'raise_problem', 'pass_to_leader_problem', 'instruct_problem', 'settle_problem', 'apply_extension', 'agree_extension', 'approve_extension', 'apply_completion', 'begin_verification', 'fail_verification', 'submit_rectification', 'pass_verification']
    const reports = (await by.duban('GET', `/tasks/${task.id}/timeline?group=report`)).items
    assert.ok(reports.length >= 6, `${reports.length} steps of the report`)
    let at = -1
    for (const action of order) {
      const next = told.indexOf(action, at + 1)
      assert.ok(next > at, `${action} is missing after ${told[at]}: ${told.join(' ')}`)
      at = next
    }
  })
  await check('no fault in the console', () => assert.deepEqual([...handlerPage.faults, ...officePage.faults, ...mayorPage.faults], []))
}
