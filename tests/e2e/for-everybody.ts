import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Expects axe to find nothing, on what WCAG 2.2 AA and good practice ask, nor the page to scroll sideways. A screenshot is
 * kept where NUMI_SHOTS says.
 * @param name of the screen, with its colours: "appel-light"
 * @param only the rules to look at, where the others were on the same page
 */
export async function expectForEverybody(page: Page, name: string, only?: string[]): Promise<void> {
  const folder = process.env.NUMI_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  // In the page itself, which has no frames: else axe opens a second one, for each look.
  // What react-aria announces stays there seven seconds, and may be named by a button that has gone meanwhile.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('[data-live-announcer]')
  const { violations } = await (only ? axe.withRules(only) : axe).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} (${nodes[0]?.html})`)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${name} does not scroll sideways`).toBeLessThanOrEqual(0)
}

/** Expects the same by day, and by night, when only colours differ. */
export async function expectByDayAndNight(page: Page, name: string): Promise<void> {
  await expectForEverybody(page, `${name}-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectForEverybody(page, `${name}-dark`, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
}
