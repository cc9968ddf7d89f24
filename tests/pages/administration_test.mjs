// The three administrators as three persons: one makes accounts, one grants roles, one reads and verifies the log.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { accessible, eventually, kDemo, kPassword, logIn, picture } from './harness.mjs'

const kOneTime = /[A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3}/

// The first start prints one line for each of the three: name and one-time password.
function firstLogIns(output) {
  const found = {}
  for (const line of output.split('\n')) {
    const once = kOneTime.exec(line)
    const name = /\b(\w*(sys|sec|audit)\w*)\b/i.exec(line)
    if (once && name) found[name[2].toLowerCase()] = { name: name[1], once: once[0] }
  }
  return found
}
async function enter(page, name, once) {
  await page.goto('/login')
  await logIn(page, name, once)
  await page.waitForSelector('[name=new]')
  await page.fill('[name=new]', kPassword)
  await page.fill('[name=again]', kPassword)
  await page.click('[type=submit]')
  await page.waitForSelector('.frame')
}

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  await eventually(() => Object.keys(firstLogIns(place.output)).sort(), ['audit', 'sec', 'sys'], place.output)
  const three = firstLogIns(place.output)
  const [system, security, auditor] = [await place.page({ bypassCSP: true }), await place.page({ bypassCSP: true }), await place.page({ bypassCSP: true })]
  let once

  await check('the system administrator is led to the first step', async () => {
    await enter(system, three.sys.name, three.sys.once)
    await system.waitForSelector('.first')
    assert.match(await system.textContent('.first'), /督查室/)
    await picture(system, 'administration-first')
    await accessible(system, 'first step')
  })
  await check('he makes an account; its one-time password is shown once', async () => {
    await system.click('.first .main')
    await system.fill('[name=account-name]', 'limin')
    await system.fill('[name=display-name]', '李敏')
    await system.keyboard.press('Enter')
    await system.waitForSelector('.secret-words')
    once = await system.textContent('.secret-words')
    assert.match(once, kOneTime)
    await accessible(system, 'one-time password')
    await system.click('text=已记下')
    await system.waitForSelector('[data-account=limin]')
    assert.ok(!(await system.content()).includes(once), 'the password is nowhere any more')
    assert.match(await system.textContent('.first'), /李敏/)
  })
  await check('a name that is taken is refused in a sentence', async () => {
    await system.click('text=新建账号')
    await system.fill('[name=account-name]', 'limin')
    await system.fill('[name=display-name]', '另一人')
    await system.keyboard.press('Enter')
    await system.waitForSelector('.el-dialog .wrong')
    assert.match(await system.textContent('.el-dialog .wrong'), /[。.]$/)
    await system.keyboard.press('Escape')
  })
  await check('he cannot grant roles; the security administrator can', async () => {
    assert.equal(await system.locator('button', { hasText: '角色…' }).count(), 0)
    await enter(security, three.sec.name, three.sec.once)
    await security.waitForSelector('.first .main')
    await security.click('.first .main')
    await security.waitForSelector('.roles')
    await accessible(security, 'roles')
    await security.click('label:has([value=auditor])')
    await security.click('label:has([value=supervision_office])')
    assert.deepEqual(await security.locator('.roles input:checked').evaluateAll((all) => all.map((one) => one.value)), ['supervision_office'], 'an administrator has no other role')
    await security.locator('.el-dialog .main').click()
    await eventually(async () => (await security.locator('[data-account=limin] .tag').allInnerTexts()).join(), '督查室')
  })
  await check('the new person logs in and may import', async () => {
    const office = await place.page()
    await enter(office, 'limin', once)
    await eventually(async () => (await office.locator('.place').allInnerTexts()).includes('导入'), true)
    await office.goto('/administration/tokens')
    await office.fill('[name=token-name]', '月报程序')
    await office.click('[type=submit]')
    await office.waitForSelector('.secret-words')
    const token = await office.textContent('.secret-words')
    const answer = await fetch(`${place.address}/api/v1/plans`, { headers: { Authorization: `Bearer ${token}` } })
    assert.equal(answer.status, 200)
    await office.click('text=已记下')
    await office.click('button:has-text("删除")')
    await office.click('.el-message-box .el-button--primary')
    await eventually(async () => (await fetch(`${place.address}/api/v1/plans`, { headers: { Authorization: `Bearer ${token}` } })).status, 401)
    assert.deepEqual(office.faults, [])
    await office.context().close()
  })
  await check('disabled and enabled again; a new one-time password', async () => {
    await system.reload()
    await system.click('[aria-label="停用 limin"]')
    await system.click('.el-message-box .el-button--primary')
    await eventually(() => system.locator('[data-account=limin] .state-tag.disabled').count(), 1)
    await system.click('[aria-label="启用 limin"]')
    await eventually(() => system.locator('[data-account=limin] .state-tag.active').count(), 1)
    await system.click('[aria-label="重置密码 limin"]')
    await system.click('.el-message-box .el-button--primary')
    await system.waitForSelector('.secret-words')
    assert.notEqual(await system.textContent('.secret-words'), once)
    await system.click('text=已记下')
  })
  await check('the auditor reads who did what, before and after', async () => {
    await enter(auditor, three.audit.name, three.audit.once)
    await auditor.goto('/administration/log')
    await auditor.waitForSelector('.log-table tbody tr')
    const roles = auditor.locator('.log-table tbody tr', { hasText: '督查室' })
    await eventually(async () => (await roles.count()) > 0, true)
    assert.match(await roles.first().innerText(), new RegExp(three.sec.name))
    await picture(auditor, 'administration-log')
    await accessible(auditor, 'log')
  })
  await check('the log is filtered by account, and the address keeps it', async () => {
    await auditor.fill('.log-filter [name=account]', three.sec.name)
    await eventually(async () => {
      const accounts = await auditor.locator('.log-table tbody tr td:nth-child(3)').allInnerTexts()
      return accounts.length > 0 && accounts.every((one) => one.includes(three.sec.name))
    }, true)
    assert.match(auditor.url(), /account=/)
    await auditor.click('text=清除筛选')
  })
  await check('the log is verified, and its anchor taken outside', async () => {
    await auditor.click('text=验证日志')
    await auditor.waitForSelector('.verdict.good')
    assert.match(await auditor.textContent('.verdict'), /\d+ 条记录/)
    const [file] = await Promise.all([auditor.waitForEvent('download'), auditor.click('text=下载锚点')])
    const anchor = JSON.parse(readFileSync(await file.path(), 'utf8'))
    assert.ok(anchor.no > 0 && /^[0-9a-f]{64}$/.test(anchor.hash), JSON.stringify(anchor))
  })
  await check('the auditor has no button that changes anything', async () => {
    assert.deepEqual(await auditor.locator('.place').allInnerTexts().then((places) => places.includes('导入')), false)
    assert.equal(await auditor.locator('button', { hasText: /新建账号|角色…|停用/ }).count(), 0)
  })
  await check('no fault in the console', () => assert.deepEqual([...system.faults, ...security.faults, ...auditor.faults], []))
}
