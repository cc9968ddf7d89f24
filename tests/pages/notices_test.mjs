// Notices from draft to accepted answer with an office and a unit in two browsers; the bell; mail through a real server; the second factor;
// the calendar.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { accessible, eventually, kPassword, logIn, picture } from './harness.mjs'

// Of last year, so that everything is overdue whatever the day is.
const year = new Date().getFullYear() - 1
const paper = `${year}年市《政府工作报告》重点工作分工方案

一、办好民生实事

1. 改造老旧小区30个。

牵头领导：周 望

牵头单位：市住房城乡建设局

2. 新建口袋公园10个。

牵头领导：周 望

牵头单位：市城市管理局

3. 推进诚信建设，完善信用信息平台。

牵头领导：周 望

牵头单位：市发展改革委

责任单位：市城市管理局
`

// The API as the page's own person.
const call = (page, method, path, body, match) =>
  page.evaluate(async ([verb, to, what, tag]) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/json', ...(tag ? { 'If-Match': tag } : {}) }
    const answer = await fetch(`/api/v1${to}`, { method: verb, headers, body: what === undefined ? undefined : JSON.stringify(what) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${verb} ${to}: ${answer.status} ${text}`)
    return { body: text ? JSON.parse(text) : null, etag: answer.headers.get('ETag') }
  }, [method, path, body, match])

// A small SMTP server that keeps what it is given.
async function smtpSink() {
  const mails = []
  const server = createServer((socket) => {
    let data = null
    let buffer = ''
    socket.write('220 sink\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      buffer += piece
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (data !== null) {
          if (line !== '.') { data.push(line); continue }
          mails.push(data.join('\n'))
          data = null
          socket.write(`250 kept as number ${mails.length}\r\n`)
        } else if (line === 'DATA') {
          data = []
          socket.write('354 go on\r\n')
        } else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { mails, port: server.address().port, close: () => server.close() }
}

function totp(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = digest[19] & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}

export default async function (place, check) {
  const file = join(place.folder, '方案.txt')
  writeFileSync(file, paper)
  await place.duban('import', file)
  const systemOnce = (await place.account('zhang', 'supervision_office'), place.first)
  await place.serve()
  const set = async (page, name, once) => {
    await page.goto('/login')
    await logIn(page, name, once)
    await page.fill('[name=new]', kPassword)
    await page.fill('[name=again]', kPassword)
    await page.click('[type=submit]')
    await page.waitForSelector('.frame')
  }
  const office = await place.page({ bypassCSP: true })
  await set(office, 'zhang', systemOnce.zhang)
  const system = await place.page({ bypassCSP: true })
  await set(system, 'sysadmin', systemOnce.sysadmin)
  const security = await place.page({ bypassCSP: true })
  await set(security, 'secadmin', systemOnce.secadmin)
  const liState = await place.member('li', 'unit_handler')
  const sink = await smtpSink()

  await check('the ledger is approved and dispatched', async () => {
    const names = (await call(office, 'GET', '/plans/1/unit-proposals')).body.items.map((one) => one.name)
    await call(office, 'POST', '/plans/1/unit-proposals', { create: names, alias: [] }).catch(() => call(system, 'POST', '/plans/1/unit-proposals', { create: names, alias: [] }))
    const plan = await call(office, 'GET', '/plans/1')
    await call(office, 'POST', '/plans/1/approve', { despite_open: true }, plan.etag)
    const tasks = (await call(office, 'GET', '/plans/1/tasks')).body.items
    assert.equal(tasks.length, 3)
    await call(office, 'POST', '/task-actions', { action: 'dispatch', task_ids: tasks.map((one) => one.id), text: '全部完成并通过验收' })
    const accounts = (await call(system, 'GET', '/accounts')).body.items
    const li = accounts.find((one) => one.name === 'li')
    const units = (await call(system, 'GET', '/units')).body.items
    const unit = units.find((one) => one.name === '市住房城乡建设局')
    await call(system, 'PATCH', `/accounts/${li.id}`, { unit_id: unit.id, email: 'li@example.gov.cn' }, `"${li.id}-${li.version}"`)
  })

  await check('the system administrator sets up mail and tries it', async () => {
    await system.goto('/administration/mail')
    await system.fill('[name=mail-host]', '127.0.0.1')
    await system.fill('[name=mail-port]', String(sink.port))
    await system.selectOption('[name=mail-tls]', 'none')
    await system.fill('[name=mail-sender]', 'duban@example.gov.cn')
    await system.fill('[name=mail-sender-name]', '示例市政府督查室')
    await system.click('.mail-form [type=submit]')
    await system.waitForSelector('[name=mail-test]')
    await system.fill('[name=mail-test]', 'li@example.gov.cn')
    await system.click('text=发一封测试邮件')
    await system.waitForSelector('[role=status]:has-text("kept as number 1")')
    assert.equal(sink.mails.length, 1)
    assert.match(sink.mails[0], /Subject: =\?UTF-8\?B\?/)
    await picture(system, 'notices-mail')
    await accessible(system, 'mail')
  })

  const li = await place.page({ storage: liState, bypassCSP: true })
  await check('the office reads the drafts, changes one and signs it', async () => {
    await li.goto('/plans/1/notices')
    await li.waitForSelector('text=没有督办单')
    await office.goto('/plans/1/notices')
    await eventually(() => office.locator('[data-draft]').count(), 3)
    assert.match(await office.locator('[data-draft]').first().textContent(), /红色.*市住房城乡建设局.*逾期/s)
    await picture(office, 'notices-drafts')
    await accessible(office, 'drafts')
    const first = office.locator('[data-draft]').first()
    await first.getByRole('button', { name: '修改', exact: true }).click()
    await first.locator('textarea').fill('请于本周五前报送30个小区的开工情况。')
    await first.getByRole('button', { name: '保存正文' }).click()
    await eventually(async () => /zhang 改过正文/.test(await first.textContent()), true)
    await first.getByRole('button', { name: '签发', exact: true }).click()
    await office.click('.el-message-box__btns .el-button--primary')
    await eventually(() => office.locator('[data-draft]').count(), 2)
    await eventually(async () => (await office.textContent('.notices')).includes(`督〔${new Date().getFullYear()}〕1号`), true)
  })

  await check('the unit hears of it at once, in the page and by mail, and answers', async () => {
    await li.waitForSelector('.bell-count:has-text("1")')
    await eventually(() => sink.mails.length, 2)
    await li.click('.bell')
    await li.waitForSelector('.bell-line')
    await picture(li, 'notices-bell')
    await accessible(li, 'bell')
    await li.click('.bell-line')
    await li.waitForSelector('.notice-detail')
    await eventually(() => li.locator('.bell-count').count(), 0)
    await li.fill('[name=answer]', '30个小区已开工20个，')
    await li.reload() // a browser that is closed loses nothing
    await li.waitForSelector('[name=answer]')
    assert.equal(await li.inputValue('[name=answer]'), '30个小区已开工20个，')
    await li.fill('[name=answer]', '30个小区已开工20个，其余10个月底前开工，责任人：李某。')
    await picture(li, 'notices-answer')
    await accessible(li, 'answer')
    await li.click('.notice-act [type=submit]')
    await li.waitForSelector('.notice-answer')
  })

  await check('the office sees the answer without reloading, returns it, and accepts the next', async () => {
    await office.waitForSelector('.bell-count:has-text("1")')
    await office.click('.bell')
    await office.click('.bell-line')
    await office.waitForSelector('.notice-answer')
    await office.click('text=退回…')
    await office.fill('[name=reason]', '没有写明完成时限')
    await office.click('.notice-act form [type=submit]')
    await li.waitForSelector('[name=answer]')
    await li.fill('[name=answer]', '12月20日前全部开工。')
    await li.click('.notice-act [type=submit]')
    await eventually(() => office.locator('.notice-answer').count(), 2)
    await office.click('.notice-act .main')
    await office.waitForSelector('.list-table .state-tag.active')
    await picture(office, 'notices-issued')
    const [download] = await Promise.all([office.waitForEvent('download'), office.click('text=下载督办单')])
    assert.match(download.suggestedFilename(), /红色督办单.*\.docx$/)
    assert.deepEqual(office.faults, [])
    assert.deepEqual(li.faults, [])
  })

  await check('the burden of each unit is counted', async () => {
    await office.goto('/plans/1/notices?view=burden')
    await office.waitForSelector('.list-table tbody tr')
    assert.match(await office.locator('.list-table tbody tr').first().textContent(), /市住房城乡建设局/)
    await office.goto('/plans/1/notices?view=talks')
    await office.waitForSelector('text=没有约谈建议')
  })

  await check('it works with a thumb and in English', async () => {
    const phone = await place.page({ width: 390, height: 844, storage: liState, bypassCSP: true })
    await phone.goto('/plans/1/notices?view=issued&notice=1')
    await phone.waitForSelector('.notice-detail')
    assert.ok((await phone.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'no sideways scrolling')
    await picture(phone, 'notices-390')
    await accessible(phone, 'notice on a phone')
    await phone.click('.bell')
    await phone.waitForSelector('.bell-list')
    await picture(phone, 'notices-bell-390')
    const english = await place.page({ storage: await office.context().storageState(), language: 'en-GB', bypassCSP: true })
    await english.goto('/plans/1/notices')
    await english.waitForSelector('[data-draft]')
    await picture(english, 'notices-drafts-en')
    await accessible(english, 'drafts in English')
    const narrow = await place.page({ width: 390, height: 844, storage: await office.context().storageState(), bypassCSP: true })
    await narrow.goto('/plans/1/notices')
    await narrow.waitForSelector('[data-draft]')
    assert.ok((await narrow.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'no sideways scrolling')
    await picture(narrow, 'notices-drafts-390')
    for (const page of [phone, english, narrow]) {
      assert.deepEqual(page.faults, [])
      await page.context().close()
    }
  })

  let codes
  await check('a person sets up the second factor and logs in with it', async () => {
    await li.goto('/account')
    await li.locator('.account-part').first().getByRole('button', { name: '启用', exact: true }).click()
    await li.fill('[name=present-password]', kPassword)
    await li.click('.second-form [type=submit]')
    await li.waitForSelector('.qr-code')
    await picture(li, 'notices-second-factor')
    await accessible(li, 'second factor')
    const secret = await li.textContent('.second-secret')
    await li.fill('.second-form [name=code]', totp(secret))
    await li.click('.second-form [type=submit]')
    await li.waitForSelector('.recovery-codes')
    codes = await li.locator('.recovery-codes li').allTextContents()
    assert.equal(codes.length, 8)
    await li.click('text=已保存好')
    await li.waitForSelector('text=恢复码还剩 8 个')
    const fresh = await place.page({ bypassCSP: true })
    await fresh.goto('/login')
    await logIn(fresh, 'li', kPassword)
    await fresh.waitForSelector('[name=code]')
    await fresh.mouse.move(0, 0) // a button under the pointer is lighter
    await picture(fresh, 'notices-second-step')
    await accessible(fresh, 'second step')
    await fresh.fill('[name=code]', '000000')
    await fresh.click('[type=submit]')
    await fresh.waitForSelector('.wrong')
    await fresh.fill('[name=code]', codes[0].toUpperCase())
    await fresh.click('[type=submit]')
    await fresh.waitForSelector('.frame')
    await fresh.context().close()
  })

  await check('the security administrator demands it of a role, and resets it', async () => {
    await security.goto('/administration/accounts')
    await security.waitForSelector('.factor-rule')
    await picture(security, 'notices-factor-rule')
    await accessible(security, 'accounts with the rule')
    await security.click('.factor-rule label:has-text("督查室")')
    await eventually(async () => (await call(security, 'GET', '/second-factor-rule')).body.roles, ['supervision_office'])
    await office.goto('/plans/1/notices')
    await office.waitForSelector('.account-page.alone')
    await picture(office, 'notices-must-enrol')
    await accessible(office, 'must enrol')
    await security.click('[data-account=li] >> text=重置双因素')
    await security.click('.el-message-box__btns .el-button--primary')
    await eventually(async () => (await call(security, 'GET', '/accounts')).body.items.find((one) => one.name === 'li').second_factor, false)
  })

  await check('a calendar is subscribed to by its secret address', async () => {
    await system.goto('/account')
    await system.click('text=生成订阅地址')
    await system.waitForSelector('.secret-words')
    const address = await system.textContent('.secret-words')
    const answer = await fetch(address)
    assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8')
    assert.match(await answer.text(), /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
    await picture(system, 'notices-account')
    assert.deepEqual(system.faults, [])
  })
  sink.close()
}
