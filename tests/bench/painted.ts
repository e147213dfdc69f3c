import type { Page } from 'playwright-core'

/**
 * Presses a key and resolves to the milliseconds until what the page shows at `selector` is another text and painted:
 * the second animation frame after the change, for the first is the one that paints it. The same in every page.
 */
export async function pressUntilPainted(page: Page, key: string, selector: string): Promise<number> {
  await page.evaluate(watchNextPress, selector)
  await page.keyboard.press(key)
  return page.evaluate(() => window.painted)
}

declare global {
  interface Window {
    painted: Promise<number>
  }
}

/** Runs in the page. */
function watchNextPress(selector: string): void {
  const shown = () => document.querySelector(selector)?.textContent
  const before = shown()
  window.painted = new Promise((resolve) => {
    const onPress = (press: KeyboardEvent) => {
      const changes = new MutationObserver(() => {
        if (shown() === before) return
        changes.disconnect()
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - press.timeStamp)))
      })
      changes.observe(document.body, { subtree: true, childList: true, characterData: true })
    }
    window.addEventListener('keydown', onPress, { once: true, capture: true })
  })
}
