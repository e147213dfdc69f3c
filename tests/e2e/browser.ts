import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A real Chromium: the one npm brings on Linux x64, elsewhere the system's. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Made for short-lived functions, its one process would not outlive its first closed page.
    const args = sparticuz.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
    return chromium.launch({ executablePath: await sparticuz.executablePath(), args, headless: true })
  }
  const found = installed.find(existsSync)
  if (!found) throw new Error('Ni Chrome ni Chromium sur cette machine.')
  return chromium.launch({ executablePath: found, headless: true })
}

/** Unpacks it before two files run at once, each of which would. */
export async function setup(): Promise<void> {
  await (await launchBrowser()).close()
}

// Run by itself, it says by its exit code whether a browser can be had here.
if (import.meta.main) await setup()
