import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, describe, expect, onTestFinished } from 'vitest'
import { pngWith } from '../backend/attachments/pictures.ts'
import { host } from './app.ts'
import { expectForEverybody } from './for-everybody.ts'
import { openPublicSite, portal } from './public-site.ts'
import { it } from './workplaces.ts'

type Site = Awaited<ReturnType<typeof openPublicSite>>

describe.runIf(host === 'web')('the clients’ pages', () => {
  let browser: Browser
  let context: BrowserContext
  let site: Site
  let page: Page
  let complaints: string[]

  it.beforeAll(async ({ browser: launched }) => {
    browser = await launched()
    site = await openPublicSite()
    context = await openContext()
    page = await context.newPage()
    complaints = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterAll(() => site.close())

  /** A browser whose clock is the site's. */
  async function openContext(
    storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
  ): Promise<BrowserContext> {
    const opened = await browser.newContext({ locale: 'fr-FR', ...(storageState && { storageState }) })
    await opened.clock.setFixedTime(site.clock.now())
    return opened
  }

  /**
   * Wide and light, then narrow and dark, where axe looks again at what that may change.
   */
  async function isForEverybody(name: string): Promise<void> {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      const only = width === 360 ? ['color-contrast', 'target-size', 'scrollable-region-focusable'] : undefined
      await expectForEverybody(page, `${name}-${colorScheme}`, only)
    }
  }

  async function look(paths: Record<string, string>): Promise<void> {
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(site.url + path)
      for (const details of await page.locator('summary').all()) await details.click()
      await isForEverybody(name)
    }
  }

  const longWord = 'Un-mot-qui-n-en-finit-pas-et-que-rien-ne-coupe-dans-toute-sa-longueur'
  let incidentPath: string

  it('are for everybody: the status, in each of its states', async () => {
    await look({ 'statut-inconnu': '/' })
    await site.observe('operational')
    await look({ 'statut-operationnel': '/' })
    await site.observe('degraded', 'Lenteur de connexion')
    await look({ 'statut-degrade': '/' })
    expect(complaints).toEqual([])
  })

  it('are for everybody: what is under way, and what was', async () => {
    const planned = await site.declare({
      kind: 'maintenance',
      services: [{ id: portal.id, level: 'maintenance' }],
      estimatedEndAt: '2025-12-19T12:00:00.000Z',
    })
    await site.update(planned, { state: 'inProgress' })
    await look({ 'statut-maintenance': '/' })
    const declared = await site.declare({
      services: [{ id: portal.id, level: 'down' }],
      ...{ nature: longWord, affectedPercent: 80, cause: 'Surcharge serveur' },
      workarounds: ['Utilisez l’application mobile numi', 'Contactez la hotline au 01 99 00 47 47'],
    })
    await site.update(declared, { state: 'identified', note: 'Nous ajoutons des serveurs.' })
    incidentPath = `/incidents/${declared.id}`
    await look({ 'statut-incident': '/', incident: incidentPath, historique: '/historique' })
    expect(complaints).toEqual([])
  })

  it('are for everybody: the portal, under the banner', async () => {
    await look({ connexion: '/portail/connexion' })
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await isForEverybody('connexion-refusee')
    await context.addCookies([await site.cookie()])
    await page.goto(`${site.url}/portail`)
    await page.getByText('Nous rencontrons actuellement').waitFor()
    await isForEverybody('portail-vide')
    const ticketId = await site.fileTicket()
    await look({ portail: '/portail', parametres: '/portail/parametres', ticket: `/portail/signalements/${ticketId}` })
    await look({ 'ticket-introuvable': '/portail/signalements/x', deconnecte: '/portail/connexion/terminee' })
  })

  it('are for everybody: what the email of an incident’s end leads to', async () => {
    const { id } = await site.resolve(await site.declare())
    const { survey, subscription } = await site.told(id)
    await look({ enquete: survey })
    await page.getByRole('button', { name: 'Très satisfait' }).click()
    await page.getByText('Votre note').waitFor()
    await isForEverybody('enquete-merci')
    await look({ 'abonnement-choix': subscription, 'abonnement-arret': `${subscription}/arret` })
    await look({ abonnement: '/abonnement', 'lien-mort': '/enquete/x' })
  })

  it('are for everybody: passwords, addresses, and what is not there', async () => {
    await look({
      ...{ 'mot-de-passe-oublie': '/mot-de-passe-oublie', 'mot-de-passe-envoye': '/mot-de-passe-oublie/envoye' },
      'nouveau-mot-de-passe': `/nouveau-mot-de-passe/${await site.link('password-reset')}`,
      'valider-adresse': `/valider-adresse/${await site.link('email-validation')}`,
      ...{ 'page-introuvable': '/incidents/x', 'boite-aux-lettres': '/boite-aux-lettres' },
    })
  })

  it('let a bug be reported: what the browser tells is shown before it goes, characters are counted', async () => {
    await context.addCookies([await site.cookie()])
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${site.url}/portail`)
    await page.getByRole('link', { name: 'Paramètres' }).click()
    await page.getByRole('link', { name: 'Signaler un bug' }).click()
    await isForEverybody('signaler')
    await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
    await page.getByRole('alert').getByText('Choisissez le type de problème.').waitFor()
    await isForEverybody('signaler-erreurs')

    const details = page.getByRole('region', { name: /Informations techniques/ })
    const shown = await page.evaluate(() => `${screen.width}x${screen.height}`)
    expect(await details.innerText()).toMatch(new RegExp(`Chrome \\d+ \\(Linux\\)[\\s\\S]*${shown}`))
    // This browser does not tell what it is connected by.
    expect(await details.innerText()).not.toContain('Connexion')
    const description = page.getByLabel(/^Description du problème/)
    await description.fill('x'.repeat(501))
    await page.getByText('1 caractère de trop').first().waitFor()
    await description.fill('Quand je clique sur « Mes tickets », la page reste blanche.')
    await page.getByLabel('Fonctionnalité ne répond pas').check()
    const png = { name: 'ecran.png', mimeType: 'image/png', buffer: pngWith({ tEXt: 'Author\0Sophie' }) }
    await page.getByLabel(/^Capture d’écran/).setInputFiles(png)
    await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
    await page.getByRole('heading', { name: 'Signalement envoyé' }).waitFor()
    expect(await page.locator('main').innerText()).toMatch(/Numéro de ticket\s: INC-20251219-\d{4}/)
    await isForEverybody('signalement-envoye')
  })

  it('carry a banner that stays closed for its incident, on any page and whatever its policy', async () => {
    const strict = `default-src 'none'; script-src ${site.url}; connect-src ${site.url}; require-trusted-types-for 'script'`
    const elsewhere = createServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': strict })
        .end(`<!doctype html><title>x</title><p>Ailleurs</p><script src="${site.url}/banniere.js"></script>`),
    )
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void elsewhere.close())
    const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    const refused: string[] = []
    /** A visit of the same reader, some other day. */
    const visit = async (reader?: BrowserContext) => {
      const guest = await (await openContext(await reader?.storageState())).newPage()
      guest.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
      await guest.goto(address)
      return { guest, alert: guest.getByRole('alert') }
    }

    const first = await visit()
    await first.alert.getByText('Nous rencontrons actuellement des difficultés techniques.').waitFor()
    const more = first.guest.getByRole('link', { name: 'Plus d’infos' })
    expect(await more.getAttribute('href')).toBe(site.url + incidentPath)
    await first.guest.getByRole('button', { name: 'Fermer' }).click()
    await first.alert.waitFor({ state: 'detached' })
    const second = await visit(first.guest.context())
    await second.guest.waitForLoadState('networkidle')
    expect(await second.alert.count()).toBe(0)
    // Another incident is told all the same.
    await site.declare({ services: [{ id: portal.id, level: 'degraded' }] })
    const third = await visit(first.guest.context())
    await third.alert.waitFor()
    expect(refused).toEqual([])

    // What its page may have left in its place silences nothing.
    await third.guest.evaluate(() => {
      localStorage.setItem('numi-banniere', '5')
      sessionStorage.setItem('numi-banniere', `{"at":"${new Date().toISOString()}","alerts":{}}`)
    })
    await third.guest.reload()
    await third.guest.waitForLoadState('networkidle')
    expect(refused).toEqual([])
    await third.guest.evaluate(() => sessionStorage.clear())
    await third.guest.reload()
    await third.alert.waitFor()

    // Where nobody answers, nothing is shown, and nothing of the page is touched.
    await third.guest.context().route(`${site.url}/api/v1/banner.json`, (route) => route.abort())
    await third.guest.evaluate(() => sessionStorage.clear())
    await third.guest.reload()
    await third.guest.waitForLoadState('networkidle')
    expect(await third.guest.locator('body').innerText()).toBe('Ailleurs')
  })
})
