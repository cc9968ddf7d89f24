// The machine's own Chromium, without a window.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

export function openBrowser() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
  if (!executablePath) throw new Error('No Chromium found: install the package chromium, or name one in $CHROMIUM.')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
