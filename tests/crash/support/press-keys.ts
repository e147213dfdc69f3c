import { setTimeout as delay } from 'node:timers/promises'
import type { Agent } from '../../e2e/agent.ts'
import { callerOf } from '../../e2e/world.ts'
import type { Chance } from './chance.ts'

const callers = ['sophie', 'jean', 'locked', 'unvalidated', 'no-address'] as const

/**
 * What an agent does with both hands, as chance has it and as fast as the screen takes it: finds the client, answers,
 * goes back, writes. Resolves once it is over; what fails because the page has gone does not count.
 * @param stepId the step that shows
 */
export async function pressKeys(
  agent: Agent,
  stepId: () => string | undefined,
  chance: Chance,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver())
    try {
      await pressOne(agent, stepId(), chance)
      await delay(chance.below(60))
    } catch (error) {
      if (!isOver()) throw error
    }
}

async function pressOne(agent: Agent, stepId: string | undefined, chance: Chance): Promise<void> {
  const { keyboard } = agent.page
  if (stepId === 'identify' && chance.happens(0.4)) {
    const { query, displayName } = callerOf(chance.pick(callers))
    return agent.picks(query, displayName)
  }
  if (await agent.page.evaluate(() => document.activeElement?.matches('input, textarea'))) {
    // Good for whatever is asked: a code keeps its digits, an address is one.
    await keyboard.type('client638994@exemple.fr')
    await keyboard.press('Escape')
  }
  if (chance.happens(0.05)) await keyboard.press('Backspace')
  else if (chance.happens(0.1)) await agent.notes(`note ${chance.below(1000)} `)
  else await keyboard.press(`Digit${1 + chance.below(4)}`)
}
