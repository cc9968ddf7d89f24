// Tests of the pages in a headless browser, against the real program: node tests/pages/run.mjs [name…]. Each *_test.mjs exports a
// function that gets the place (harness.mjs) and check(name, body). Screenshots stay in build/pages. The last line is `N passed, N failed`.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Place, picture } from './harness.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)
const files = readdirSync(here).filter((name) => name.endsWith('_test.mjs') && (!wanted.length || wanted.some((word) => name.includes(word)))).sort()
let passed = 0
let failed = 0

for (const file of files) {
  console.log(`== ${file}`)
  let place
  try {
    place = await Place.open()
    const check = async (name, body) => {
      const start = Date.now()
      try {
        await body()
        ++passed
        console.log(`ok ${name} (${Date.now() - start} ms)`)
      } catch (error) {
        ++failed
        console.log(`not ok ${name}\n${error.stack ?? error}`)
        for (const context of place.browser.contexts())
          for (const [at, page] of context.pages().entries()) await picture(page, `failed-${file.replace('_test.mjs', '')}-${failed}-${at}`).catch(() => undefined)
      }
    }
    const { default: run } = await import(pathToFileURL(join(here, file)))
    await run(place, check)
  } catch (error) {
    ++failed
    console.log(`not ok ${file}\n${error.stack ?? error}\n${place?.output ?? ''}`)
  } finally {
    await place?.close()
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
