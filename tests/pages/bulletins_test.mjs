// A bulletin from today's state to its issue, and a workbook that goes out, is changed and comes back.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { accessible, eventually, kDemo, picture, root } from './harness.mjs'

const { strFromU8, strToU8, unzipSync, zipSync } = createRequire(join(root, 'web/package.json'))('fflate')

// A call of the API as the person of this page.
const call = (page, method, path, body, match) =>
  page.evaluate(async ([method, path, body, match]) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, ...(match ? { 'If-Match': match } : {}) }
    const answer = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  }, [method, path, body, match])

// Types words into a cell of the first sheet, as Excel would keep them.
function typed(bytes, cells) {
  const parts = unzipSync(bytes)
  let xml = strFromU8(parts['xl/worksheets/sheet1.xml'])
  for (const [cell, words] of Object.entries(cells)) {
    const before = xml
    xml = xml.replace(new RegExp(`<c r="${cell}"[^>]*?(/>|>.*?</c>)`), `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`)
    assert.notEqual(xml, before, `there is no cell ${cell}`)
  }
  parts['xl/worksheets/sheet1.xml'] = strToU8(xml)
  return Buffer.from(zipSync(parts))
}

const saved = async (page, act) => {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  return readFileSync(await file.path())
}

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  const storage = await place.member('tongbao', 'supervision_office')
  const page = await place.page({ storage, bypassCSP: true })
  await page.goto('/bulletins')

  await check('without an approved plan there is nothing to report on, and the page says what belongs here', async () => {
    await page.waitForSelector('.bulletins-none')
    assert.ok(await page.locator('.bulletin-make').isDisabled())
  })
  const plan = (await call(page, 'GET', '/plans/1')).body
  assert.equal((await call(page, 'POST', '/plans/1/approve', { despite_open: true }, `"1-${plan.version}"`)).status, 200)

  await check('a snapshot is kept and a draft made; each figure leads to its rows', async () => {
    await page.goto('/bulletins')
    await page.waitForSelector('.bulletin-make:enabled')
    await page.click('.bulletin-make')
    await page.waitForURL(/bulletins\/1$/)
    await page.waitForSelector('[data-statement=lights]')
    const shares = await page.locator('[data-statement=lights] tbody tr td:nth-child(3)').allInnerTexts()
    assert.equal(shares.map((text) => Math.round(Number.parseFloat(text) * 10)).reduce((a, b) => a + b), 1000)
    const figure = page.locator('[data-statement=states] .figure:enabled').first()
    const n = Number(await figure.innerText())
    await figure.click()
    await eventually(() => page.locator('.figure-rows tbody tr').count(), n)
    await accessible(page, 'bulletin')
    await picture(page, 'bulletin-draft-1366')
  })
  await check('the words are edited, the bulletin is issued with its number and does not change any more', async () => {
    await page.fill('[name=organ_code]', '示督通')
    await page.fill('[name=next]', '请各单位对照年度目标办理。')
    await page.click('.bulletin-save')
    await page.waitForSelector('.bulletin-save:disabled')
    const draft = await saved(page, () => page.click('text=下载 DOCX'))
    assert.match(strFromU8(unzipSync(draft)['word/document.xml']), /请各单位对照年度目标办理/)
    await page.click('.bulletin-issue')
    await page.click('.el-message-box__btns .el-button--primary')
    await page.waitForSelector('.bulletin-head .state-tag.approved')
    assert.match(await page.textContent('.bulletin-head'), /示督通〔\d{4}〕1号/)
    assert.equal(await page.locator('[name=next]').count(), 0)
    const issued = await saved(page, () => page.click('text=下载 DOCX'))
    assert.match(strFromU8(unzipSync(issued)['word/document.xml']), /示督通〔\d{4}〕1号/)
    await page.goto('/bulletins')
    await page.waitForSelector('.bulletins-table')
    await picture(page, 'bulletins-1366')
    await accessible(page, 'bulletins')
  })

  let workbook
  await check('the ledger goes out as a workbook', async () => {
    await page.goto('/plans/1/ledger')
    await page.click('.merge-tool')
    await page.waitForURL(/plans\/1\/merge$/)
    workbook = await saved(page, () => page.click('.merge-download'))
    assert.match(strFromU8(unzipSync(workbook)['xl/sharedStrings.xml'] ?? unzipSync(workbook)['xl/worksheets/sheet1.xml']), /行编号/)
  })
  const bring = async (name, bytes) => {
    const path = join(place.folder, name)
    writeFileSync(path, bytes)
    await page.setInputFiles('.merge-choose input', path)
  }
  await check('changed cells come back as a list; a conflict waits for a choice; confirming applies it', async () => {
    const first = (await call(page, 'GET', '/plans/1/tasks?limit=2')).body.items
    assert.equal((await call(page, 'PATCH', `/tasks/${first[0].id}`, { field: 'text', value: '台账里改的话。', reason: '更正', document: '示例纪要' }, `"${first[0].id}-${first[0].version}"`)).status, 200)
    await bring('台账.xlsx', typed(workbook, { D3: '表格里改的话。', D4: '表格里改的第二项。', H4: '改目标' }))
    await page.waitForURL(/merge\/1$/)
    await page.waitForSelector('[data-group=conflicts]')
    assert.equal(await page.locator('[data-group=conflicts] li').count(), 1)
    assert.equal(await page.locator('[data-group=changes] li').count(), 1)
    assert.equal(await page.locator('[data-group=refused] li').count(), 1)
    assert.ok(await page.locator('.merge-confirm [type=submit]').isDisabled())
    await picture(page, 'merge-1366')
    await accessible(page, 'merge')
    await page.locator('[data-group=conflicts] [value=theirs]').check()
    await page.fill('[name=reason]', '核对后更正')
    await page.fill('[name=document]', '示政办〔2026〕9号')
    await page.click('.merge-confirm [type=submit]')
    await page.waitForSelector('.state-tag.approved')
    const after = (await call(page, 'GET', '/plans/1/tasks?limit=2')).body.items
    assert.deepEqual(after.map((task) => task.text), ['表格里改的话。', '表格里改的第二项。'])
    assert.deepEqual(after[0].targets, first[0].targets)
  })
  await check('a workbook of another kind says what to do', async () => {
    await page.goto('/plans/1/merge')
    await page.waitForSelector('.merge-choose')
    await bring('别的.xlsx', Buffer.from('序号,任务'))
    await eventually(async () => /损坏|不完整|ZIP/.test(await page.textContent('body')), true)
    assert.match(page.url(), /merge$/)
  })
  await check('on a phone and in English', async () => {
    const phone = await place.page({ width: 390, height: 844, language: 'en-GB', storage, bypassCSP: true })
    for (const [path, wait, name] of [['/bulletins/1', '[data-statement=lights]', 'bulletin'], ['/bulletins', '.bulletins-table', 'bulletins'], ['/plans/1/merge/1', '[data-group=changes]', 'merge']]) {
      await phone.goto(path)
      await phone.waitForSelector(wait)
      await picture(phone, `${name}-390-en`)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 391, `${name} is ${wide} wide`)
      await accessible(phone, `${name} on a phone`)
    }
    assert.deepEqual(phone.faults, [])
  })
  assert.deepEqual(page.faults, [])
}
