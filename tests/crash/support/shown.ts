import type { Page } from 'playwright-core'

/** One step as its screen showed it, of one call. */
export interface Shown {
  callId: string
  stepId: string
}

/**
 * Tells each step that a page shows from now on, as soon as it is painted in the document: what an agent has read out
 * must be there after any crash.
 */
export async function watchSteps(page: Page, onShown: (shown: Shown) => void): Promise<void> {
  await page.exposeFunction('stepShown', onShown)
  await page.evaluate(() => {
    let last = ''
    const look = () => {
      const stepId = document.querySelector<HTMLElement>('[data-step]')?.dataset.step
      // Which call this window leads (src/renderer/app/kept-call.ts).
      const callId = sessionStorage.getItem('numi.call')?.split(' ')[1]
      if (!stepId || !callId || last === `${callId} ${stepId}`) return
      last = `${callId} ${stepId}`
      ;(window as unknown as { stepShown(shown: object): void }).stepShown({ callId, stepId })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ['data-step'] })
    look()
  })
}
