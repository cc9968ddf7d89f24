// The life of a task on its page: the office dispatches many rows and one, a unit acknowledges, a second person is told of a conflict
// and loses nothing, the timeline tells it all; in English and on a phone.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessible, eventually, kPassword, logIn, picture } from './harness.mjs'

const kPaper = `示例市人民政府文件

示政发〔2026〕8号

2026年示例市《政府工作报告》重点工作分工方案

一、推动教育发展

1. 新建中小学校5所，新增学位6000个。
牵头领导：王健
牵头单位：市教育局
责任单位：市财政局、市自然资源局

2. 改造提升农村学校食堂40个。
牵头领导：王健
牵头单位：市教育局
责任单位：市财政局

3. 建设市级科技馆并对外开放。
牵头领导：李明
牵头单位：市科技馆筹建处
责任单位：市财政局
`

// A call as the page's own script would make it.
const call = (page, method, path, body, headers = {}) =>
  page.evaluate(async ([method, path, body, headers]) => {
    const session = await (await fetch('/api/v1/session')).json()
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers: { 'X-CSRF-Token': session.csrf, ...(body ? { 'Content-Type': 'application/json' } : {}), ...(method === 'POST' ? { 'Idempotency-Key': String(Math.random()) } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    })
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json(), etag: answer.headers.get('ETag') }
  }, [method, path, body, headers])

export default async function (place, check) {
  const paper = join(place.folder, '方案.txt')
  writeFileSync(paper, kPaper)
  await place.duban('import', paper)
  await place.serve()
  const office = await place.member('wangducha', 'supervision_office')
  const school = await place.member('jiaoyu', 'unit_handler')
  const second = await place.member('liducha', 'supervision_office')
  const page = await place.page({ storage: office, bypassCSP: true })
  const ids = {}
  let tasks = []

  await check('units are registered, people belong to them, the plan is approved', async () => {
    await page.goto('/plans/1/ledger')
    await page.waitForSelector('.grid-row')
    for (const name of ['市教育局', '市财政局', '市自然资源局']) {
      const made = await call(page, 'POST', '/units', { name })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      ids[name] = made.body.id
    }
    const system = await place.page()
    const [, name, once] = /\b(\w*sys\w*)\b.*?([A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3})/.exec(place.output)
    await system.goto('/login')
    await logIn(system, name, once)
    await system.fill('[name=new]', kPassword)
    await system.fill('[name=again]', kPassword)
    await system.click('[type=submit]')
    await system.waitForSelector('.frame')
    const accounts = (await call(system, 'GET', '/accounts')).body.items
    const his = accounts.find((each) => each.name === 'jiaoyu')
    const placed = await call(system, 'PATCH', `/accounts/${his.id}`, { unit_id: ids['市教育局'] }, { 'If-Match': `"${his.id}-${his.version}"` })
    assert.equal(placed.status, 200, JSON.stringify(placed.body))
    await system.context().close()
    const approved = await call(page, 'POST', '/plans/1/approve', { despite_open: true }, { 'If-Match': '*' })
    assert.equal(approved.status, 200, JSON.stringify(approved.body))
    tasks = (await call(page, 'GET', '/plans/1/tasks?limit=100')).body.items
    assert.equal(tasks.length, 3)
    assert.ok(tasks.every((task) => task.state === 'approved'))
  })
  await check('the ledger shows the state, and many rows are dispatched at once, each with its result', async () => {
    await page.reload()
    await page.waitForSelector('.task-state')
    assert.deepEqual(await page.locator('.task-state').allInnerTexts(), ['立项', '立项', '立项'])
    await page.locator('.grid-row').first().click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await page.click('.batch-tool')
    await page.click('[data-batch=dispatch]')
    await page.waitForSelector('#batch-form')
    assert.match(await page.textContent('#batch-form'), /将把所选 3 项任务交办/)
    await page.fill('#batch-form [name=text]', '按文件要求完成并通过验收')
    await picture(page, 'life-batch')
    await page.click('.el-dialog__footer .main')
    await page.waitForSelector('.batch-result')
    const told = await page.textContent('.batch-result')
    assert.match(told, /已办理 2 项，1 项没有办理/)
    assert.match(told, /第 3 项.*市科技馆筹建处不在单位名录中/)
    await picture(page, 'life-batch-result')
    await page.click('.el-dialog__footer .main')
    await eventually(async () => (await page.locator('.task-state').allInnerTexts()).join(' '), '交办 交办 立项')
    await accessible(page, 'ledger with states')
  })
  await check('a row that was refused says why on its page, with the remedy, and is dispatched once that is done', async () => {
    await page.goto(`/plans/1/tasks/${tasks[2].id}`)
    await page.waitForSelector('.life-missing')
    assert.match(await page.textContent('.life-missing'), /市科技馆筹建处：名录中没有/)
    await picture(page, 'life-missing')
    await call(page, 'POST', '/units', { name: '市科技馆筹建处' })
    await page.reload()
    await page.click('.life-missing button')
    await page.waitForSelector('.life-missing', { state: 'detached' })
    await page.click('.life-main[data-step=dispatch]')
    await page.fill('#step-form [name=text]', '建成并对外开放')
    await picture(page, 'life-dispatch')
    await page.click('.el-dialog__footer .main')
    await page.waitForSelector('.life-state[data-state=dispatched]')
    await picture(page, 'life-task')
    await accessible(page, 'task with its life')
  })
  await check('the unit acknowledges with one button; the office sees it without asking', async () => {
    await page.goto(`/plans/1/tasks/${tasks[0].id}`)
    await page.waitForSelector('.life-units')
    const unit = await place.page({ storage: school })
    await unit.goto(`/plans/1/tasks/${tasks[0].id}`)
    await unit.click('.life-main[data-step=acknowledge]')
    await unit.fill('#step-form [name=handler]', '小吴')
    await unit.click('.el-dialog__footer .main')
    await unit.waitForSelector('.life-main[data-step=break_down]')
    assert.match(await unit.textContent('.life-units tr.mine'), /签收.*小吴/s)
    await eventually(async () => /签收/.test(await page.textContent('.life-units tr:first-child')), true, 'the open page follows')
    assert.equal(await unit.locator('.life-more').count(), 1)
    await unit.click('.life-more')
    await unit.waitForSelector('[data-step=apply_extension]')
    assert.equal(await unit.locator('[data-step=suspend]').count(), 0, 'not his to do')
    assert.deepEqual(unit.faults, [])
    await unit.context().close()
  })
  await check('the second of two people is told, and what he wrote is still there', async () => {
    const other = await place.page({ storage: second })
    await other.goto(`/plans/1/tasks/${tasks[1].id}`)
    await other.click('.life-more')
    await other.click('[data-step=terminate]')
    await other.fill('#step-form [name=text]', '与另一项任务重复，拟并入')
    const tag = (await call(page, 'GET', `/tasks/${tasks[1].id}/case`)).etag
    // The page follows by itself; what is sent meanwhile carries what it knew when the form was filled.
    await other.route('**/actions', async (route) => {
      await route.continue({ headers: { ...route.request().headers(), 'if-match': tag } })
    })
    const first = await call(page, 'POST', `/tasks/${tasks[1].id}/actions`, { action: 'suspend', text: '等待选址' }, { 'If-Match': tag })
    assert.equal(first.status, 200, JSON.stringify(first.body))
    await other.click('.el-dialog__footer .main')
    await other.waitForSelector('#step-form .wrong')
    assert.match(await other.textContent('#step-form .wrong'), /别人已经办理了别的步骤：现在是“中止”/)
    assert.equal(await other.inputValue('#step-form [name=text]'), '与另一项任务重复，拟并入')
    await picture(other, 'life-conflict')
    await other.unroute('**/actions')
    await other.click('.el-dialog__footer .main')
    await other.waitForSelector('.life-state[data-state=terminated]')
    assert.deepEqual(other.faults, [])
    await other.context().close()
  })
  await check('the timeline tells who, for whom and when, and is filtered', async () => {
    await page.goto(`/plans/1/tasks/${tasks[0].id}`)
    await page.waitForSelector('.timeline-entry')
    await eventually(async () => (await page.locator('.timeline-entry b').allInnerTexts()).join(' '), '签收 交办 立项')
    assert.match(await page.textContent('.timeline-entry'), /市教育局.*jiaoyu/s)
    await page.click('.life-more')
    await page.click('[data-step=adjust]')
    await page.fill('#step-form [name=date]', '2026-10-31')
    await page.fill('#step-form [name=text]', '提前到国庆后')
    await page.fill('#step-form [name=document]', '会议纪要〔2026〕3号')
    await page.click('.el-dialog__footer .main')
    await page.waitForSelector('[data-group=change]')
    await page.click('[data-group=change]')
    assert.deepEqual(await page.locator('.timeline-entry b').allInnerTexts(), ['调整'])
    assert.match(await page.textContent('.timeline-entry'), /会议纪要〔2026〕3号/)
    assert.match(await page.textContent('#value-deadline'), /2026-10-31/, 'the row has the same date')
  })
  await check('a sub-task is made and stands under its task', async () => {
    await page.click('.life-more')
    await page.click('[data-step=add_subtask]')
    await page.fill('#family-form [name=text]', '完成3所学校选址。')
    await page.fill('#family-form [name=date]', '2026-06-30')
    await page.click('.el-dialog__footer .main')
    await page.waitForSelector('.life-subtasks')
    assert.match(await page.textContent('.life-subtasks'), /1-1.*完成3所学校选址/s)
    await picture(page, 'life-whole')
    assert.deepEqual(page.faults, [])
  })
  await check('in English, and with a thumb', async () => {
    const english = await place.page({ storage: school, language: 'en-GB' })
    await english.goto(`/plans/1/tasks/${tasks[0].id}?lang=en`)
    await english.waitForSelector('.life-state')
    assert.equal(await english.textContent('.life-state'), 'acknowledged')
    assert.match(await english.textContent('.life-main'), /break down/)
    await picture(english, 'life-english')
    const phone = await place.page({ storage: school, width: 390, height: 844 })
    await phone.goto(`/plans/1/tasks/${tasks[0].id}`)
    await phone.waitForSelector('.life-main')
    await picture(phone, 'life-phone')
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 390, `${wide} pixels wide`)
    assert.deepEqual([...english.faults, ...phone.faults], [])
  })
}
