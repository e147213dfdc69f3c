import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished } from 'vitest'
import { openStatusSite, portal } from '../backend/status-page/status-site.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { host } from './app.ts'
import { TestBackend } from './backend.ts'
import { it as base } from './workplaces.ts'

const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.json': 'application/json' }

/** The barest of web servers, on a folder. */
async function serveFolder(folder: string): Promise<string> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://x').pathname)
    const file = extname(path) ? path : join(path, 'index.html')
    const content = await readFile(join(folder, file)).catch(() => null)
    if (content === null) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Opens pages that have nothing to complain of. */
const it = base.extend('openPage', async ({ browser }, { onCleanup }) => {
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  onCleanup(async () => {
    for (const context of contexts) await context.close()
    expect(complaints).toEqual([])
  })
  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (await browser()).newContext({ locale: 'fr-FR', ...options })
    contexts.push(context)
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return page
  }
})

describe.runIf(host === 'web')('the status page in a browser', () => {
  /** The words that can be seen, or heard. */
  const shown = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

  it('is served by anybody once the backend is gone, and says by itself that it is out of date', async ({
    openPage,
  }) => {
    const folder = temporaryFolder()
    const backend = await TestBackend.start({ NUMI_STATIC_DIR: folder })
    onTestFinished(() => backend.remove())
    await expect
      .poll(() => readFile(join(folder, 'index.html'), 'utf8').catch(() => ''), { timeout: 30_000 })
      .toContain('Tous les services opérationnels')
    await backend.cut()
    const url = await serveFolder(folder)

    const page = await openPage()
    await page.clock.install()
    await page.goto(url)
    expect(await shown(page)).toContain('Tous les services opérationnels')
    await page.clock.fastForward(200_000)
    const later = await shown(page)
    expect(later).toContain('Périmé : rien ne prouve plus cet état')
    expect(later).not.toContain('Tous les services opérationnels')
    expect(later.match(/Périmé/g)).toHaveLength(6)

    // Opened later still, by a clock that the page was not opened with.
    const tomorrow = await openPage()
    await tomorrow.clock.install({ time: Date.now() + 86_400_000 })
    await tomorrow.goto(url)
    expect(await shown(tomorrow)).not.toContain('Tous les services opérationnels')
    // A clock that is behind the file's cannot tell how old it is.
    const behind = await openPage()
    await behind.clock.install({ time: Date.now() - 3600_000 })
    await behind.goto(url)
    expect(await shown(behind)).not.toContain('Tous les services opérationnels')

    await page.getByRole('contentinfo').getByRole('link', { name: 'Historique' }).click()
    await page.getByRole('heading', { name: 'Historique des incidents' }).waitFor()
    const { indicator } = (await (await fetch(`${url}/api/v2/status.json`)).json()).status
    expect(indicator).toBe('none')
  })

  it('tells whoever has no JavaScript to read the hour of a copy', async ({ openPage }) => {
    const folder = temporaryFolder()
    const site = await openStatusSite({ services: [portal], staticDir: folder })
    await site.server.listen({ host: '127.0.0.1', port: 0 })
    await expect
      .poll(() => readFile(join(folder, 'index.html'), 'utf8').catch(() => ''), { timeout: 30_000 })
      .toContain('</html>')
    const page = await openPage({ javaScriptEnabled: false })
    await page.goto(await serveFolder(folder))
    expect(await shown(page)).toContain(
      'au-delà de 3 minutes après l’heure de sa dernière mise à jour, ne vous y fiez plus',
    )
  })

  it('turns out of date without a script too, once its proof no longer holds', async ({ openPage }) => {
    const site = await openStatusSite({ services: [portal] })
    await site.observe('operational')
    const page = await openPage()
    await page.goto(await site.server.listen({ host: '127.0.0.1', port: 0 }))
    const seekTo = (seconds: number) =>
      page.evaluate((ms) => {
        for (const animation of document.getAnimations()) animation.currentTime = ms
      }, seconds * 1000)
    await seekTo(59)
    expect(await shown(page)).toContain('Tous les services opérationnels')
    await seekTo(61)
    expect(await shown(page)).not.toContain('Tous les services opérationnels')
    expect(await shown(page)).toContain('Périmé')
  })

  it('shown again from the browser’s memory, counts the time that it spent there', async ({ openPage }) => {
    const site = await openStatusSite({ services: [portal] })
    await site.observe('operational')
    const url = await site.server.listen({ host: '127.0.0.1', port: 0 })
    const page = await openPage()
    await page.clock.install()
    await page.goto(url)
    expect(await shown(page)).toContain('Tous les services opérationnels')
    await page.clock.pauseAt(Date.now() + 30_000)
    expect(await shown(page)).toContain('Tous les services opérationnels')
    await page.clock.pauseAt(Date.now() + 90_000)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    expect(await shown(page)).not.toContain('Tous les services opérationnels')
  })
})
