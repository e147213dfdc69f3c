import { describe, expect } from 'vitest'
import { hashOf } from '#node/flows/read.ts'
import { removeAnswer } from '#shared/flow/editing/answers.ts'
import { insertQuestion } from '#shared/flow/editing/questions.ts'
import { ledCall } from '../backend/call-log/led-calls.ts'
import { definition as shipped } from './agent.ts'
import { host } from './app.ts'
import type { TestBackend } from './backend.ts'
import { it } from './workplaces.ts'

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
  it.beforeEach(({ backend }) => addCallsAndVersion(backend))

  it('by a trainer, by keyboard, as far as a call played again', async ({ app, agent }) => {
    const { page, isForEverybody } = app
    await agent.signIn('thomas@numi.example')
    await page.getByRole('button', { name: 'Script' }).press('Enter')
    await page.getByRole('tab', { name: 'Comparer' }).waitFor()
    await agent.runs('Comparer deux versions du script')
    await page.getByText('Rien n’a encore été comparé').waitFor()
    await isForEverybody('comparer-rien')

    await agent.presses('Comparer')
    await page.getByText('Iraient ailleurs').waitFor()
    await page.getByRole('article').first().waitFor()
    const places = await page.getByRole('article').allTextContents()
    expect(places.some((text) => text.includes('ne connaît pas cette réponse'))).toBe(true)
    expect(places.some((text) => text.includes('La suite n’est pas connue'))).toBe(true)
    await page.getByRole('button', { name: 'Des appels qui s’y séparent' }).first().press('Enter')
    await page.getByRole('table').waitFor()
    await isForEverybody('comparer')
    await page.setViewportSize({ width: 640, height: 900 })
    await isForEverybody('comparer-etroit')
    await page.setViewportSize({ width: 1280, height: 800 })

    await agent.presses(/Rejouer l’appel/)
    await page
      .getByRole('button', { name: /Lire|Lecture/ })
      .first()
      .waitFor()
  })
})

async function addCallsAndVersion(backend: TestBackend): Promise<void> {
  const [lea, thomas] = ['lea@numi.example', 'thomas@numi.example']
  const baseHash = hashOf(shipped)
  await backend.as(thomas, 'keepFlow', { params: { hash: baseHash }, body: shipped })
  const body = { definition: written(), baseHash, note: 'Vérifier que le problème est ancien', revision: null }
  await backend.as(thomas, 'submitFlowVersion', { params: { id: crypto.randomUUID() }, body })
  const agentId = (await backend.sessionOf(lea)).user.id
  const now = Date.now()
  for (const [index, scenario] of led.flatMap((one) => [one, one, one]).entries()) {
    const endedAt = new Date(now - (index + 1) * 3_600_000).toISOString()
    const call = ledCall(scenario, { agentId, endedAt })
    await backend.as(lea, 'recordCall', { params: { id: call.call.id }, body: call })
  }
}
