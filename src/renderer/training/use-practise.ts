import type { Scenario } from '#shared/flow/scenario.ts'
import { useAgent } from '../app/station-store.tsx'
import { PracticeStation } from './practice/practice-station.ts'
import { openSession } from './training-state.ts'
import type { Library } from './use-library.ts'

/** How long looking something up takes in a practice, in milliseconds. */
const actorMs = 600

/** Starts a practised call; its caller's wordings are drawn anew each time. */
export function usePractise({ flow, flowHash, callers }: Library) {
  const agent = useAgent()
  return (scenario: Scenario, { isSurprise = false } = {}) => {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
    openSession({
      station: new PracticeStation({ flow, flowHash, scenario, callers, seed, agent, actorMs }),
      title: isSurprise ? 'Appel surprise' : scenario.title,
      whatIf: null,
    })
  }
}
