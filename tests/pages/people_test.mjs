// Posts with terms, groups of units, a source with tasks typed and from a workbook, who stands behind a task, its targets divided,
// the checklist, what units confirm; delegates; on a phone and in English.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { accessible, eventually, kPassword, logIn, picture, root } from './harness.mjs'

const { strToU8, zipSync } = createRequire(join(root, 'web/package.json'))('fflate')

const kPlan = `示例市2026年政府工作报告重点工作分工方案

  一、新增学位2000个。(市教育局牵头,市财政局、各区人民政府等按职责分工负责)
  二、改造老旧小区30个。(市住房城乡建设局牵头,市财政局按职责分工负责)

  加强组织领导。各单位要明确一名负责人和一名联络员，2月底前报督查室。
`
const kUnits = ['市教育局', '市财政局', '市住房城乡建设局', '市公安局', '甲区人民政府', '乙区人民政府']

// A workbook of one sheet of words.
function workbook(path, rows) {
  const cells = (row, r) => row.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="任务" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${cells(row, r)}</row>`).join('')}</sheetData></worksheet>`,
  }
  writeFileSync(path, zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
}

export default async function (place, check) {
  const paper = join(place.folder, '示例市方案.txt')
  writeFileSync(paper, kPlan)
  await place.duban('import', paper)
  await place.serve()
  const storage = await place.member('lianxi', 'supervision_office')
  const page = await place.page({ storage, bypassCSP: true })
  await page.goto('/administration/posts')
  await page.waitForSelector('[data-add-post]')

  // Calls the API as the page does.
  const call = (method, path, body, match) =>
    page.evaluate(async ([method, path, body, match]) => {
      const { csrf } = await (await fetch('/api/v1/session')).json()
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, ...(match ? { 'If-Match': match } : {}) }
      const answer = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path} ${answer.status} ${text}`)
      return { ...(text ? JSON.parse(text) : {}), tag: answer.headers.get('ETag') }
    }, [method, path, body, match])
  const units = {}
  for (const name of kUnits) units[name] = (await call('POST', '/units', { name, level: name.includes('区') ? 'county' : 'city' })).id

  await check('a post is made, taken, and taken over; the day says who holds it', async () => {
    await page.click('[data-add-post]')
    await page.fill('.line-form [name=name]', '分管教育的副市长')
    await page.click('.line-form .main')
    await page.waitForSelector('.post-card [name=person]')
    await page.fill('.post-card [name=person]', '王健')
    await page.fill('.post-card [name=from]', '2025-01-01')
    await page.click('.post-card .main')
    await eventually(() => page.locator('.terms li').count(), 1)
    await page.fill('.post-card [name=person]', '李明')
    await page.fill('.post-card [name=from]', '2026-03-01')
    await page.click('.post-card .main')
    await eventually(() => page.locator('.terms li').count(), 2)
    await page.fill('.tool-line [type=date]', '2026-02-28')
    await eventually(async () => (await page.textContent('.two-panes tbody tr')).includes('王健'), true)
    await page.fill('.tool-line [type=date]', '2026-03-01')
    await eventually(async () => (await page.textContent('.two-panes tbody tr')).includes('李明'), true)
    await accessible(page, 'posts')
    await picture(page, 'people-posts')
  })

  await check('a printed group gets the members that the register suggests', async () => {
    await page.goto('/administration/groups')
    await page.click('[data-group="各区人民政府"]')
    await eventually(() => page.locator('.group-form .state-tag').count(), 2)
    await page.click('.group-form .main')
    await eventually(async () => (await page.textContent('.list-table tbody')).includes('甲区人民政府、乙区人民政府'), true)
    await accessible(page, 'groups')
    await picture(page, 'people-groups')
  })

  await check('the checklist begins with the five ones', async () => {
    await page.goto('/administration/checklist')
    await page.click('[data-usual]')
    await page.click('.checklist-edit .main')
    await eventually(() => page.locator('.checklist-edit .main').isDisabled(), true)
    await accessible(page, 'checklist')
    await picture(page, 'people-checklist')
  })

  await check('a source is registered, a task typed, others come from a workbook that is shown first', async () => {
    await page.goto('/sources')
    await page.click('[data-add-source]')
    await page.fill('.line-form [name=title]', '关于校园周边交通的批示')
    await page.fill('.line-form [name=from]', '王健')
    await page.click('.line-form .main')
    await page.waitForSelector('.task-form')
    await page.fill('[name=text]', '新建校园周边停车位300个。')
    await page.fill('[name=leads]', '市教育局')
    await page.fill('[name=responsible]', '市公安局、市财政局')
    await page.click('.task-form .main')
    await eventually(() => page.locator('.terms li').count(), 1)
    const bad = join(place.folder, 'bad.xlsx')
    const head = ['序号', '任务内容', '牵头单位', '完成时限']
    workbook(bad, [head, ['', '开展隐患排查。', '市公安局', '尽快'], ['', '', '市教育局', '']])
    await page.click('.source-panes .tab:nth-child(2)')
    await page.setInputFiles('.sheet-import [type=file]', bad)
    await eventually(() => page.locator('.sheet-faults .bad').count(), 2)
    assert.match(await page.textContent('.sheet-rows tbody tr:nth-child(1) .sheet-faults'), /D2.*尽快.*2026-06-30/)
    assert.equal(await page.locator('.sheet-verdict .main').count(), 0)
    await accessible(page, 'preview')
    await picture(page, 'people-preview-bad')
    const good = join(place.folder, 'good.xlsx')
    workbook(good, [head, ['', '开展隐患排查。', '市公安局', '6月底前'], ['', '每月报送进展。', '市教育局', '']])
    await page.setInputFiles('.sheet-import [type=file]', good)
    await page.waitForSelector('.sheet-verdict.good')
    assert.equal(await page.locator('.terms li').count(), 1)
    await page.click('.sheet-verdict .main')
    await eventually(() => page.locator('.terms li').count(), 3)
    await picture(page, 'people-sources')
  })

  const source = (await call('GET', '/sources')).items[0].plan_id
  const tasks = (await call('GET', `/plans/${source}/tasks`)).items
  await check('who stands behind a task, its target divided, its checklist ticked', async () => {
    await page.goto(`/plans/${source}/tasks/${tasks[0].id}`)
    await page.waitForSelector('.task-people tbody tr')
    assert.equal(await page.locator('.task-people tbody tr').count(), 3)
    await page.click('[data-divide]')
    await page.fill(`[data-part="${units['市教育局']}"]`, '200')
    await page.fill(`[data-part="${units['市公安局']}"]`, '50')
    assert.match(await page.textContent('.division .detail-buttons'), /250 \/ 300 · 还差 50/)
    await page.fill(`[data-part="${units['市公安局']}"]`, '100')
    await page.click('.division .main')
    await page.waitForSelector('.sum-exact')
    await page.click('[data-tick] >> nth=0')
    await page.fill('[name=evidence]', '副局长陈平')
    await page.click('.task-checklist .main')
    await eventually(async () => (await page.textContent('.task-checklist')).includes('✓ 副局长陈平'), true)
    await accessible(page, 'task')
    await picture(page, 'people-task')
  })

  await check('等 is resolved with a record; the group has become its members', async () => {
    const plan = await call('GET', '/plans/1')
    await call('POST', '/plans/1/approve', { despite_open: true }, plan.tag)
    const [first] = (await call('GET', '/plans/1/tasks')).items
    await page.goto(`/plans/1/tasks/${first.id}`)
    await page.waitForSelector('[data-resolve]')
    const names = (await page.locator('.task-people tbody tr td:first-child').allInnerTexts()).join(' ')
    assert.ok(names.includes('甲区人民政府') && names.includes('乙区人民政府'), names)
    await page.click('[data-resolve]')
    await page.fill('[name=reason]', '示府办会纪〔2026〕2号')
    await picture(page, 'people-open-set')
    await page.click('.part-form .main')
    await eventually(() => page.locator('[data-resolve]').count(), 0)
    assert.match(await page.textContent('.task-people'), /lianxi于.*明确：无其他单位。依据：示府办会纪/)
  })

  await check('every unit is asked to confirm, and one is filled in for', async () => {
    await page.goto('/plans/1/units?view=obligations')
    await page.click('[data-own]')
    await page.fill('[name=title]', '明确负责人和联络员')
    await page.fill('[name=due]', '2099-02-28')
    await page.click('.line-form .main')
    await eventually(() => page.locator('.obligation tbody tr').count(), 5)
    await page.locator('.obligation tbody tr', { hasText: '市教育局' }).locator('.button').click()
    await eventually(async () => (await page.locator('.obligation tbody tr', { hasText: '市教育局' }).innerText()).includes('代填'), true)
    await accessible(page, 'obligations')
    await picture(page, 'people-obligations')
  })

  await check('a handler confirms for his unit on a phone; a delegate is named', async () => {
    const once = await place.account('jingban', 'unit_handler')
    const other = await place.account('shenhe', 'unit_reviewer')
    const keeper = await place.page()
    await keeper.goto('/login')
    await logIn(keeper, 'sysadmin', /sysadmin\s+(\S+)/.exec(place.output)[1]) // the first start of the server printed it
    await keeper.fill('[name=new]', kPassword)
    await keeper.fill('[name=again]', kPassword)
    await keeper.click('[type=submit]')
    await keeper.waitForSelector('.frame')
    await keeper.evaluate(async (unit) => {
      const { csrf } = await (await fetch('/api/v1/session')).json()
      const { items } = await (await fetch('/api/v1/accounts')).json()
      for (const one of items.filter((each) => ['jingban', 'shenhe'].includes(each.name))) {
        await fetch(`/api/v1/accounts/${one.id}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'If-Match': `"${one.id}-${one.version}"` }, body: JSON.stringify({ unit_id: unit }) })
      }
    }, units['市财政局'])
    const phone = await place.page({ width: 390, height: 844, language: 'en-US' })
    await phone.goto('/login')
    await logIn(phone, 'jingban', once)
    await phone.fill('[name=new]', kPassword)
    await phone.fill('[name=again]', kPassword)
    await phone.click('[type=submit]')
    await phone.waitForSelector('.frame')
    await phone.goto('/plans/1/units?view=obligations')
    await phone.waitForSelector('.obligation tbody tr')
    assert.equal(await phone.locator('.obligation tbody tr').count(), 1)
    await phone.locator('.obligation .button').click()
    await eventually(async () => (await phone.textContent('.obligation tbody')).includes('on time'), true)
    await picture(phone, 'people-phone-obligations')
    await phone.goto(`/plans/${source}/tasks/${tasks[0].id}`)
    await phone.waitForSelector('.task-people tbody tr')
    await phone.locator('.task-people').scrollIntoViewIfNeeded()
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= 390), 'the page is wider than the phone')
    await picture(phone, 'people-phone-task')
    assert.deepEqual(phone.faults, [])

    const unit = await place.page({ bypassCSP: true })
    await unit.goto('/login')
    await logIn(unit, 'shenhe', other)
    await unit.fill('[name=new]', kPassword)
    await unit.fill('[name=again]', kPassword)
    await unit.click('[type=submit]')
    await unit.waitForSelector('.frame')
    await unit.goto('/administration/delegates')
    await unit.waitForSelector('[name=principal] option:nth-child(2)', { state: 'attached' })
    await unit.selectOption('[name=principal]', { label: 'shenhe · 市财政局' })
    await unit.selectOption('[name=delegate]', { label: 'jingban · 市财政局' })
    await unit.fill('[name=to]', '2099-01-01')
    await unit.click('.line-form .main')
    await eventually(async () => (await unit.textContent('.list-table tbody')).includes('代理中'), true)
    await accessible(unit, 'delegates')
    await picture(unit, 'people-delegates')
    assert.deepEqual(unit.faults, [])
  })

  await check('in English, and no fault on any page', async () => {
    const english = await place.page({ storage, language: 'en-US' })
    for (const [name, path] of Object.entries({ posts: '/administration/posts', groups: '/administration/groups', delegates: '/administration/delegates', checklist: '/administration/checklist', sources: `/sources/${source}` })) {
      await english.goto(path)
      await english.waitForSelector('.tabbed-page .about-line')
      await english.waitForTimeout(300)
      assert.doesNotMatch(await english.textContent('main'), /(people|sources|taskPeople|obligations|admin)\.[a-z]/i, `words missing on ${path}`)
      await picture(english, `people-en-${name}`)
    }
    assert.deepEqual([...page.faults, ...english.faults], [])
  })
}
