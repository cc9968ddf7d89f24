// A round from the dialog to the accepted report, with four people in four sessions: the office asks, a handler writes (also on a
// phone), two write at once, a reviewer approves, the office returns and accepts; drafts survive; odd figures are asked back.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessible, eventually, picture, readXlsx } from './harness.mjs'

const kPlan = `示例市2026年政府工作报告重点工作分工方案

  一、改造老旧小区30个。(市住房城乡建设局牵头)
  二、建设口袋公园10个。(市城市管理局牵头)
  三、推进诚信建设。(市发展改革委牵头)
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
    const json = text ? JSON.parse(text) : null
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${text}`)
    return json
  }
}

export default async function (place, check) {
  const plan = join(place.folder, '示例市方案.txt')
  writeFileSync(plan, kPlan)
  await place.duban('import', plan)
  await place.serve()
  const members = {}
  for (const [name, role] of [['duban', 'supervision_office'], ['handler', 'unit_handler'], ['second', 'unit_handler'], ['reviewer', 'unit_reviewer']]) members[name] = await place.member(name, role)
  const office = await caller(place, members.duban)
  for (const name of ['市住房城乡建设局', '市城市管理局', '市发展改革委']) await office('POST', '/units', { name })
  const units = (await office('GET', '/units')).items
  const housing = units.find((unit) => unit.name === '市住房城乡建设局').id
  const { version } = await office('GET', '/plans/1')
  await office('POST', '/plans/1/approve', { despite_open: true }, { 'If-Match': `"1-${version}"` })
  const tasks = (await office('GET', '/plans/1/tasks')).items
  assert.equal(tasks.length, 3)
  await office('POST', '/task-actions', { action: 'dispatch', task_ids: tasks.map((task) => task.id), text: '建成并投用' })
  // Units are the administrator's to give; the ledger's operator does it here.
  const admin = await place.page()
  await admin.goto('/login')
  const adminPassword = /sysadmin\s+(\S+)/.exec(place.output)[1]
  await admin.fill('[name=username]', 'sysadmin')
  await admin.fill('[name=password]', adminPassword)
  await admin.click('[type=submit]')
  await admin.fill('[name=new]', 'Zhong-Dian-2026')
  await admin.fill('[name=again]', 'Zhong-Dian-2026')
  await admin.click('[type=submit]')
  await admin.waitForSelector('.frame')
  const system = await caller(place, await admin.context().storageState())
  for (const account of (await system('GET', '/accounts')).items)
    if (['handler', 'second', 'reviewer'].includes(account.name)) await system('PATCH', `/accounts/${account.id}`, { unit_id: housing }, { 'If-Match': `"${account.id}-${account.version}"` })
  await admin.context().close()

  const desk = await place.page({ storage: members.duban, bypassCSP: true })
  await check('the office makes a round; what it asks is shown before', async () => {
    await desk.goto('/rounds')
    await desk.click('text=发起调度')
    await desk.waitForSelector('.round-form')
    await desk.check('input[value=once]')
    const soon = new Date(Date.now() + 5 * 86400000).toISOString().slice(0, 10)
    await desk.fill('input[aria-label=截止]', soon)
    await desk.waitForSelector('.preview-box >> text=3 份填报')
    await accessible(desk, 'round dialog')
    await picture(desk, 'rounds-dialog')
    await desk.click('.el-dialog__footer .main')
    await desk.waitForURL(/\/rounds\/\d+/)
    await desk.waitForSelector('.board-table')
    assert.equal(await desk.locator('.board-table tbody tr').count(), 4) // three units and the total
    await accessible(desk, 'board')
    await picture(desk, 'rounds-board')
  })

  const handler = await place.page({ storage: members.handler, bypassCSP: true })
  let address = ''
  await check('the handler sees what he has to report, writes, and the draft is kept by itself', async () => {
    await handler.goto('/rounds')
    await handler.click('.my-report')
    await handler.waitForSelector('.report-form')
    address = new URL(handler.url()).pathname
    await handler.fill('[name=text]', '扎实推进各项工作。')
    await handler.waitForSelector('.report-bar >> text=草稿已保存')
    await handler.waitForSelector('.report-hints') // empty talk is pointed out, never blocked
    assert.ok(await handler.locator('.report-bar .main').isEnabled())
    await accessible(handler, 'report')
    await picture(handler, 'report-writing')
  })
  await check('a draft survives a closed browser, even where the server did not hear of it', async () => {
    const context = handler.context()
    await context.route('**/draft', (route) => route.abort())
    await handler.fill('[name=next_step]', '三月底前竣工2个。')
    await handler.waitForTimeout(200)
    const storage = await context.storageState() // what the browser keeps on disk
    await context.close()
    const again = await place.page({ storage })
    await again.goto(address)
    await again.waitForSelector('.report-form')
    await eventually(() => again.inputValue('[name=next_step]'), '三月底前竣工2个。')
    assert.equal(await again.inputValue('[name=text]'), '扎实推进各项工作。')
    await again.waitForSelector('.report-bar >> text=草稿已保存')
    assert.deepEqual(again.faults, [])
    await again.context().close()
  })
  await check('a lost connection is said, and what was typed goes on by itself', async () => {
    const cut = await place.page({ storage: members.handler })
    await cut.goto(address)
    await cut.waitForSelector('.report-form')
    await place.stopServer()
    await cut.fill('[name=percent]', '40')
    await cut.waitForSelector('.report-bar >> text=连接中断')
    await cut.fill('[name=problems]', '断线时写的。')
    await place.serve()
    await eventually(async () => (await office('GET', address)).body.problems, '断线时写的。')
    assert.equal((await office('GET', address)).body.percent, 40)
    await cut.context().close()
  })
  await check('two write at once: the second sees both and loses nothing', async () => {
    const one = await place.page({ storage: members.handler })
    const two = await place.page({ storage: members.second, bypassCSP: true })
    await one.goto(address)
    await two.goto(address)
    await one.waitForSelector('.report-form')
    await two.waitForSelector('.report-form')
    // The second hears of nothing while he types.
    await two.context().route('**/api/v1/events', (route) => route.abort())
    await two.reload()
    await two.waitForSelector('.report-form')
    await one.fill('[name=text]', '第一人：已开工12个小区。')
    await one.waitForSelector('.report-bar >> text=草稿已保存')
    await two.fill('[name=text]', '第二人：竣工2个小区。')
    await two.waitForSelector('.conflict-part')
    assert.ok((await two.innerText('.conflict-sides')).includes('第一人：已开工12个小区。'))
    assert.ok((await two.innerText('.conflict-sides')).includes('第二人：竣工2个小区。'))
    await accessible(two, 'conflict')
    await picture(two, 'report-conflict')
    await two.click('.el-dialog__footer .main') // his own words, on top of what is there
    await two.waitForSelector('.conflict-part', { state: 'detached' })
    await eventually(async () => (await office('GET', address)).body.text, '第二人：竣工2个小区。')
    await one.context().close()
    await two.context().close()
  })

  const phone = await place.page({ storage: members.handler, width: 390, height: 844, bypassCSP: true })
  await check('on a phone: a figure out of all sense is asked back, a right one is handed in', async () => {
    await phone.goto(address)
    await phone.waitForSelector('.report-form')
    assert.ok((await phone.evaluate(() => document.documentElement.scrollWidth)) <= 390)
    await phone.fill('[name=value0]', '30万')
    await phone.fill('[name=text]', '截至2月底开工12个小区，竣工2个。')
    await accessible(phone, 'report on a phone')
    await picture(phone, 'report-phone')
    await phone.click('.report-bar .main')
    await phone.waitForSelector('.odd-line')
    await picture(phone, 'report-odd')
    await phone.click('.el-dialog__footer .button:not(.main)')
    await phone.fill('[name=value0]', '12')
    await phone.fill('[name=source0]', '工程台账')
    await phone.click('.report-bar .main')
    await phone.waitForSelector('.report-read')
    assert.equal((await office('GET', address)).state, 'submitted')
    await picture(phone, 'report-phone-sent')
  })
  await check('evidence: a file that says what it is not is refused with words; a right one stays', async () => {
    await phone.click('.report-bar >> text=撤回修改')
    await phone.waitForSelector('.report-form')
    await phone.setInputFiles('[name=evidence]', { name: '现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4 …') })
    await phone.waitForSelector('text=内容却是PDF 文件')
    await phone.setInputFiles('[name=evidence]', { name: '台账.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 …') })
    await phone.waitForSelector('.evidence-list >> text=台账.pdf')
    await phone.click('.report-bar .main')
    await phone.waitForSelector('.report-read')
  })
  await check('the unit reviews, the office returns with a reason, takes it the second time and notes what it found', async () => {
    const reviewer = await place.page({ storage: members.reviewer })
    await reviewer.goto(address)
    await reviewer.click('.report-bar .main')
    await eventually(async () => (await office('GET', address)).state, 'reviewing')
    await desk.goto('/rounds?view=review')
    await desk.waitForSelector('.review-side .report-figures')
    await accessible(desk, 'review')
    await picture(desk, 'rounds-review')
    await desk.keyboard.press('r')
    await desk.fill('.review-bar .text-input', '请写明竣工小区名称')
    await desk.keyboard.press('Enter')
    await eventually(async () => (await office('GET', address)).state, 'returned')
    await phone.goto(address)
    await phone.waitForSelector('.report-note.bad >> text=请写明竣工小区名称')
    await phone.fill('[name=text]', '截至2月底开工12个小区，竣工花园里、东风里2个。')
    await phone.click('.report-bar .main')
    await phone.waitForSelector('.report-read')
    await reviewer.goto(address)
    await reviewer.click('.report-bar .main')
    await reviewer.context().close()
    await desk.waitForSelector('.review-line')
    await desk.waitForSelector('.review-side .report-figures')
    await desk.fill('.verified-input', '11')
    await desk.locator('.review-side h2').click()
    await desk.keyboard.press('a')
    await eventually(async () => (await office('GET', address)).state, 'accepted')
    const report = await office('GET', address)
    assert.equal(report.versions.length, 3)
    const found = await office('GET', `/tasks/${report.task_id}/verifications`)
    assert.equal(found.items[0].found, 11)
  })
  await check('the board counts it, leads to its rows, and goes out as a workbook', async () => {
    await desk.goto('/rounds?view=list')
    await desk.click('.list-table a')
    await desk.waitForSelector('.board-table')
    await desk.click('tr.total a[aria-label*=已采用]')
    await desk.waitForSelector('.board-rows tbody tr')
    assert.equal(await desk.locator('.board-rows tbody tr').count(), 1)
    const [file] = await Promise.all([desk.waitForEvent('download'), desk.click('text=导出表格')])
    const path = join(place.folder, 'board.xlsx')
    await file.saveAs(path)
    const rows = readXlsx(path)
    assert.equal(rows[0][0], '单位')
    assert.deepEqual(rows.at(-1).slice(0, 3), ['合计', '3', '1'])
    for (const view of ['silent', 'burden']) {
      await desk.goto(`/rounds?view=${view}`)
      await desk.waitForSelector('.tool-line')
      await accessible(desk, view)
    }
    await picture(desk, 'rounds-burden')
    assert.deepEqual(desk.faults, [])
    assert.deepEqual(phone.faults, [])
  })
  await check('in English, on the desk and on the phone', async () => {
    const english = await place.page({ storage: members.duban, language: 'en-GB' })
    await english.goto('/rounds/1?lang=en')
    await english.waitForSelector('.board-table')
    await picture(english, 'rounds-board-en')
    await english.goto(`${address}?lang=en`)
    await english.waitForSelector('.report-read')
    await picture(english, 'report-en')
    const small = await place.page({ storage: members.handler, width: 390, height: 844, language: 'en-GB' })
    await small.goto('/rounds?lang=en')
    await small.waitForSelector('.my-report')
    assert.ok((await small.evaluate(() => document.documentElement.scrollWidth)) <= 390)
    await picture(small, 'rounds-phone-en')
    await small.goto('/rounds/1?lang=en')
    await small.waitForSelector('.board-table')
    assert.ok((await small.evaluate(() => document.documentElement.scrollWidth)) <= 390)
  })
}
