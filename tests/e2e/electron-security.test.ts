import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { host, whole } from './app.ts'
import { type Desktop, openDesktop } from './desktop.ts'

/** Where whatever escapes from the window would arrive. */
let elsewhere: Server
let elsewhereUrl: string
const arrived: string[] = []
let desktop: Desktop
let dataDir: string

// Electron's security checklist, point by point: docs/securite.md says which test shows which.
describe.runIf(host === 'electron')('the desktop app’s window', () => {
  beforeAll(async () => {
    elsewhere = createServer((request, response) => {
      arrived.push(request.url ?? '')
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('elsewhere')
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    dataDir = await mkdtemp(join(tmpdir(), 'numi-poste-'))
    desktop = await openDesktop('http://127.0.0.1:9', dataDir)
    await desktop.page.getByRole('heading', { name: 'Ouvrir votre poste' }).waitFor()
  })
  afterAll(async () => {
    await desktop.app.close()
    elsewhere.close()
    await rm(dataDir, whole)
  })

  /** Still our screen, alone, and nothing has left it. */
  async function isUnmoved() {
    // Read from the page: Playwright's locators wait for ever for a navigation that was refused.
    const shown = () => desktop.page.evaluate(() => [window.location.href, document.querySelector('h1')?.textContent])
    await expect.poll(shown).toEqual(['app://numi/', 'Ouvrir votre poste'])
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(arrived).toEqual([])
  }

  test('is sandboxed, isolated and without Node', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      // biome-ignore lint/suspicious/noExplicitAny: Electron leaves this method out of its types
      const all = (BrowserWindow.getAllWindows() as any[])[0].webContents.getLastWebPreferences()
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = all
      const { allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, nodeIntegrationInSubFrames } = all
      return {
        isShut: sandbox && contextIsolation && webSecurity && !nodeIntegration && !webviewTag,
        opened: [allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, nodeIntegrationInSubFrames],
      }
    })
    expect(preferences.isShut).toBe(true)
    expect(preferences.opened.filter(Boolean)).toEqual([])
    const seen = await desktop.page.evaluate(() =>
      ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer', 'numi'].filter(
        (name) => name in window,
      ),
    )
    expect(seen).toEqual([])
  })

  test('shows our own origin, which is a secure one', async () => {
    expect(await desktop.page.evaluate(() => [window.origin, window.isSecureContext])).toEqual(['app://numi', true])
  })

  test('runs no script that is not a file of ours', async () => {
    const ran = await desktop.page.evaluate(async (away) => {
      const hits: string[] = []
      Object.assign(window, { hit: (name: string) => hits.push(name) })
      const attempt = (name: string, run: () => unknown) =>
        // In a task of its own: the debugger may make code from text, and so what it calls at once.
        setTimeout(() => {
          try {
            run()
          } catch {
            return
          }
          if (name.startsWith('must throw')) hits.push(name)
        })
      attempt('inline', () => {
        const script = document.createElement('script')
        script.append(document.createTextNode('hit("inline")'))
        document.body.append(script)
      })
      attempt('remote', () => {
        const script = document.createElement('script')
        script.setAttribute('src', `${away}/script.js`)
        document.body.append(script)
      })
      // biome-ignore lint/security/noGlobalEval: it must be refused
      attempt('must throw: eval', () => window.eval('hit("eval")'))
      attempt('must throw: Function', () => new Function('hit("Function")')())
      attempt('timeout', () => setTimeout('hit("timeout")', 0))
      attempt('must throw: markup', () => {
        document.createElement('div').innerHTML = '<img src=x onerror=hit("markup")>'
      })
      attempt('handler', () => {
        const image = document.createElement('img')
        image.setAttribute('onerror', 'hit("handler")')
        image.src = 'app://numi/missing.png'
        document.body.append(image)
      })
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (const added of document.body.querySelectorAll(':scope > script, :scope > img')) added.remove()
      return hits
    }, elsewhereUrl)
    expect(ran).toEqual([])
    await isUnmoved()
  })

  test('loads nothing and sends nothing elsewhere', async () => {
    const refused = await desktop.page.evaluate(async (away) => {
      const fails = (send: () => Promise<unknown>) =>
        send().then(
          () => false,
          () => true,
        )
      const fetched = await Promise.all([
        fails(() => fetch(`${away}/fetch`)),
        fails(() => fetch(`${away}/fetch`, { mode: 'no-cors' })),
        fails(() => fetch('file:///etc/passwd')),
      ])
      const image = new Image()
      image.src = `${away}/image.png`
      const style = document.head.appendChild(document.createElement('link'))
      style.rel = 'stylesheet'
      style.href = `${away}/style.css`
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.src = `${away}/frame`
      navigator.sendBeacon(`${away}/beacon`, 'x')
      try {
        new WebSocket(`${away.replace('http', 'ws')}/socket`)
      } catch {}
      await new Promise((resolve) => setTimeout(resolve, 500))
      frame.remove()
      style.remove()
      return fetched
    }, elsewhereUrl)
    expect(refused).toEqual([true, true, true])
    await isUnmoved()
  })

  test('refuses remote content even where the content policy would not be asked', async () => {
    const answered = await desktop.app.evaluate(
      ({ session }, away) =>
        session.defaultSession.fetch(`${away}/session`).then(
          () => true,
          () => false,
        ),
      elsewhereUrl,
    )
    expect(answered).toBe(false)
    expect(arrived).toEqual([])
  })

  test.each([
    ['another site', (away: string) => `${away}/navigation`],
    ['a file', () => 'file:///etc/passwd'],
    ['a page made of text', () => 'data:text/html,<h1>numi</h1>'],
    ['a page of ours that is no page', () => 'app://numi/assets/'],
    ['a name like ours', (away: string) => `${away}/?app://numi/`],
    ['our own link', () => 'numi-hotliner://call?from=+33639981234'],
  ])('is never led to %s', async (_, target) => {
    await desktop.page.evaluate((url) => {
      const link = document.body.appendChild(document.createElement('a'))
      link.href = url
      link.click()
      link.remove()
      window.location.assign(url)
    }, target(elsewhereUrl))
    await desktop.page.waitForTimeout(300)
    await isUnmoved()
  })

  test('may load itself again, and finds its station again', async () => {
    await desktop.page.evaluate(() => window.location.reload())
    await isUnmoved()
  })

  test('opens no other window', async () => {
    const opened = await desktop.page.evaluate((away) => {
      const link = document.body.appendChild(document.createElement('a'))
      link.href = `${away}/blank`
      link.target = '_blank'
      link.click()
      link.remove()
      return [window.open(`${away}/open`), window.open('about:blank'), window.open('app://numi/')].filter(Boolean)
        .length
    }, elsewhereUrl)
    expect(opened).toBe(0)
    await isUnmoved()
  })

  test('embeds nothing', async () => {
    const isLive = await desktop.page.evaluate(async (away) => {
      const view = document.createElement('webview')
      view.setAttribute('src', `${away}/webview`)
      document.body.append(view)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const found = 'getURL' in view
      view.remove()
      return found
    }, elsewhereUrl)
    expect(isLive).toBe(false)
    await isUnmoved()
  })

  test('has no permission, and is given none', async () => {
    const states = await desktop.page.evaluate(async () => {
      const names = [
        'geolocation',
        'camera',
        'microphone',
        'notifications',
        'clipboard-read',
        'midi',
      ] as PermissionName[]
      const asked = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      )
      const place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      )
      return [...asked, await Notification.requestPermission(), media, place]
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
  })

  test('lets a text that the screen wrote be kept where the person says', async () => {
    const path = join(dataDir, 'post-mortem-1.md')
    const kept = desktop.app.evaluate(
      ({ session }, savePath) =>
        new Promise<string>((resolve) =>
          session.defaultSession.once('will-download', (event, item) => {
            // Else a dialog of the system asks.
            item.setSavePath(savePath)
            item.once('done', (_event, state) => resolve(event.defaultPrevented ? 'prevented' : state))
          }),
        ),
      path,
    )
    await desktop.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['# Post-mortem'], { type: 'text/markdown' }))
      link.download = 'post-mortem-1.md'
      link.click()
    })
    expect(await kept).toBe('completed')
    expect(await readFile(path, 'utf8')).toBe('# Post-mortem')
  })

  test('downloads nothing else', async () => {
    const started = desktop.app.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
          setTimeout(() => resolve(false), 3000)
        }),
    )
    await desktop.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'numi-evil.exe'
      link.click()
    })
    expect(await started, 'tried, and refused').toBe(true)
  })

  test.each([
    ['app://numi/', 200],
    ['app://numi/..%2fmain%2fmain.js', 404],
    ['app://numi/assets/..%2f..%2fmain%2fmain.js', 404],
    ['app://numi/..%2f..%2fpackage.json', 404],
    ['app://numi/%2fetc%2fpasswd', 404],
    ['app://numi/%', 404],
    ['app://numi/missing.js', 404],
    ['app://elsewhere/index.html', 404],
  ])('serves its own folder alone: %s answers %d', async (url, status) => {
    const answer = await desktop.app.evaluate(
      ({ net }, address) => net.fetch(address).then((response) => response.status),
      url,
    )
    expect(answer).toBe(status)
  })

  test('gives its station to no other window, were there one with the same preload', async () => {
    const preload = join(process.cwd(), 'out/preload/preload.cjs')
    const urls = ['app://numi/', `data:text/html,<title>app://numi/</title>`]
    for (const url of urls) {
      const handed = await desktop.app.evaluate(
        async ({ BrowserWindow }, [address, script]) => {
          const other = new BrowserWindow({ show: false, webPreferences: { preload: script as string } })
          const posted: string[] = []
          other.webContents.postMessage = (channel) => posted.push(channel)
          await other.loadURL(address as string)
          await new Promise((resolve) => setTimeout(resolve, 500))
          other.destroy()
          return posted
        },
        [url, preload],
      )
      expect(handed).toEqual([])
    }
    await isUnmoved()
  })
})
