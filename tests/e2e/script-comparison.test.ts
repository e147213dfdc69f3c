import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { removeAnswer } from '#shared/flow/editing/answers.ts'
import { insertQuestion } from '#shared/flow/editing/questions.ts'
import { ledCall } from '../backend/call-log/led-calls.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { expectByDayAndNight } from './for-everybody.ts'

const shipped = await readFlow('flows/bug-technique')

/** Asks once more when the portal works again, and has Firefox no more; what is said at first is longer. */
function written() {
  const way = { stepId: 'retry-portal', answerId: 'retry-portal.works', index: 0 }
  const { definition } = insertQuestion(shipped, shipped, {
    after: way,
    say: 'Et avant, cela marchait ?',
    answer: 'Oui',
  })
  return removeAnswer(definition, 'browser', 'browser.firefox')
}

const led = ['page-blanche-cache', 'page-blanche-escalade', 'mot-de-passe-oublie', 'incident-notification']

describe.runIf(host === 'web')('two versions compared', () => {
  let backend: TestBackend
  let app: TestApp

  beforeAll(async () => {
    backend = await TestBackend.start()
    await addCallsAndVersion(backend)
    app = await openApp(backend.url)
    await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterAll(async () => {
    await app.close()
    await backend.remove()
    await closeBrowser()
  })

  it('by a trainer, by keyboard, as far as a call played again', async () => {
    const { page } = app
    const isForEverybody = (name: string) => expectByDayAndNight(page, name)
    await page.getByLabel('Adresse email').fill('thomas@numi.example')
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Écrans' }).waitFor()
    await page.getByRole('button', { name: 'Script' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Comparer' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Comparer deux versions')
    await page.getByText('Comparer deux versions du script').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Rien n’a encore été comparé').waitFor()
    await isForEverybody('comparer-rien')

    await page.getByRole('button', { name: 'Comparer', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Iraient ailleurs').waitFor()
    await page.getByRole('article').first().waitFor()
    const places = await page.getByRole('article').allTextContents()
    expect(places.some((text) => text.includes('ne connaît pas cette réponse'))).toBe(true)
    expect(places.some((text) => text.includes('La suite n’est pas connue'))).toBe(true)
    await page.getByRole('button', { name: 'Des appels qui s’y séparent' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('table').waitFor()
    await isForEverybody('comparer')
    await page.setViewportSize({ width: 640, height: 900 })
    await isForEverybody('comparer-etroit')
    await page.setViewportSize({ width: 1280, height: 800 })

    await page
      .getByRole('button', { name: /Rejouer l’appel/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('button', { name: /Lire|Lecture/ })
      .first()
      .waitFor()
  })
})

async function addCallsAndVersion(backend: TestBackend): Promise<void> {
  const tokenOf = async (email: string) => {
    const body = { email, password: demoPassword }
    return backend.call('openSession', { body })
  }
  const lea = await tokenOf('lea@numi.example')
  const thomas = await tokenOf('thomas@numi.example')
  await backend.call('keepFlow', { params: { hash: hashOf(shipped) }, body: shipped }, thomas.token)
  await backend.call(
    'submitFlowVersion',
    {
      params: { id: crypto.randomUUID() },
      body: {
        definition: written(),
        baseHash: hashOf(shipped),
        note: 'Vérifier que le problème est ancien',
        revision: null,
      },
    },
    thomas.token,
  )
  const now = Date.now()
  for (const [index, scenario] of led.flatMap((one) => [one, one, one]).entries()) {
    const endedAt = new Date(now - (index + 1) * 3_600_000).toISOString()
    const body = ledCall(scenario, { agentId: lea.user.id, endedAt })
    await backend.call('recordCall', { params: { id: body.call.id }, body }, lea.token)
  }
}
