import type { Page } from 'playwright-core'
import { answerKeys, openDesk, stepSelector, takeCall } from './desk.ts'
import { pressUntilPainted } from './painted.ts'
import { startProgram } from './program.ts'
import { type Row, type Samples, summed } from './row.ts'
import { inFolder } from './workplace.ts'

const calls = 40

export const answer: Row = {
  name: 'answer',
  what: 'Réponse pressée → enregistrée → étape suivante peinte (95e centile)',
  unit: 'ms',
  bound: 2,
  measure: () =>
    inFolder(async (folder) => {
      const bareDesk = await startProgram({ args: ['tests/bench/bare-desk.ts', folder], ready: /bare (http:\S+)/ })
      const desk = await openDesk(folder)
      try {
        const bare = await openBare(desk.page, bareDesk.ready[1] ?? '')
        const keys = answerKeys()
        const sent = appendsOf(desk.page)
        const samples: Samples = { value: [], reference: [] }
        for (let call = 0; call < calls; call += 1) {
          await takeCall(desk.page)
          // Each answer beside its bare equal: the same bytes are sent, the same words shown.
          for (const key of keys) {
            samples.value.push(await pressUntilPainted(desk.page, key, stepSelector))
            await bare.evaluate(prepare, {
              sent: sent.at(-1) ?? '',
              text: `${samples.value.length} ${await shownText(desk.page)}`,
            })
            samples.reference.push(await pressUntilPainted(bare, key, '#step'))
          }
        }
        return summed(samples, 'p95')
      } finally {
        await bareDesk.stop()
        await desk.close()
      }
    }),
}

/** A window of its own in the same browser. */
async function openBare(page: Page, address: string): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const bare = await context.newPage()
  await bare.goto(address)
  return bare
}

/** What a page has sent to be appended to a journal, as it was sent. */
function appendsOf(page: Page): string[] {
  const sent: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('"calls.append"')) sent.push(String(payload))
    }),
  )
  return sent
}

/** What is to be said at the step, or that the call has ended. */
const shownText = async (page: Page) => (await page.locator('main blockquote, main h2').first().textContent()) ?? ''

declare global {
  interface Window {
    prepare(sent: string, text: string): void
  }
}

/** Runs in the page. */
function prepare({ sent, text }: { sent: string; text: string }): void {
  window.prepare(sent, text)
}
