import { useMemo } from 'react'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { Callers } from '#shared/flow/scenario.ts'
import { type PlayableScenario, playable, type StaleScenario } from '#shared/training/coverage.ts'
import type { SavedScenario } from '#shared/training/saved-scenario.ts'
import { useAsked } from '../app/asked.ts'
import { callFlowId } from '../app/call-flow.ts'
import { useService } from '../service/use-service.ts'

/** Everything that can be practised now. */
export interface Library {
  flow: CompiledFlow
  flowHash: string
  callers: Callers
  /** Those that the flow of today follows, the trainers' first. */
  scenarios: readonly PlayableScenario[]
  stale: readonly StaleScenario[]
  /** What trainers saved, by the id of its scenario. */
  saved: ReadonlyMap<string, SavedScenario>
  /** Why the trainers' scenarios are not there; null: they are. */
  savedProblem: string | null
}

/** Reads the flow, the callers of its folder and those that trainers saved; the first two need no service. */
export function useLibrary(): { library: Library | null; error: string | null; askAgain: () => void } {
  const current = useAsked('flows.current', { flowId: callFlowId })
  const callers = useAsked('flows.callers', { flowId: callFlowId })
  const saved = useService('listScenarios', { query: { flowId: callFlowId } })
  const savedProblem = saved.data === undefined ? (saved.error?.message ?? null) : null

  const library = useMemo((): Library | null => {
    if (!current.value || !callers.value) return null
    const flow = compile(current.value.definition)
    const trainers = saved.data?.scenarios ?? []
    const sorted = playable(flow, [...trainers.map(({ scenario }) => scenario), ...callers.value.scenarios])
    return {
      flow,
      flowHash: current.value.hash,
      callers: callers.value,
      scenarios: sorted.playable,
      stale: sorted.stale,
      saved: new Map(trainers.map((one) => [one.scenario.id, one])),
      savedProblem,
    }
  }, [current.value, callers.value, saved.data, savedProblem])

  return {
    library,
    error: (current.error ?? callers.error)?.message ?? null,
    askAgain: () => {
      void current.askAgain()
      void callers.askAgain()
    },
  }
}
