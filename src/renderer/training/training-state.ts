import { create } from 'zustand'
import type { Scenario } from '#shared/flow/scenario.ts'
import type { PracticeStation } from './practice/practice-station.ts'

/** A practised call under way in this window; kept while another screen is looked at. */
export interface Session {
  station: PracticeStation
  /** What it is called meanwhile: a surprise does not say what it is about. */
  title: string
  /** The recorded call that it goes on from, and how many of its records it has; null: a scenario from its start. */
  whatIf: { callId: string; length: number } | null
}

/** A recorded call looked at, and how many of its records it opens on. */
interface Replaying {
  callId: string
  length: number
}

interface Editing {
  scenario: Scenario
  /** The id of the one that it is, or is copied from: what is typed is found again by it. */
  from: string
}

export type TrainingTab = 'scenarios' | 'progress' | 'replay' | 'team'

interface Training {
  tab: TrainingTab
  session: Session | null
  replaying: Replaying | null
  /** A scenario whose words a trainer changes, or a copy of one. */
  editing: Editing | null
  /** Somebody whose progress a trainer looks at. */
  trainee: { userId: string; displayName: string } | null
  /** An earlier practised call looked at again. */
  reviewing: string | null
}

const nothingOpen = {
  tab: 'scenarios',
  session: null,
  replaying: null,
  editing: null,
  trainee: null,
  reviewing: null,
} as const

export const useTraining = create<Training>(() => nothingOpen)

let lastAgentId = ''

/** What one agent left open is nobody else's. */
export function openTrainingOf(agentId: string): void {
  if (lastAgentId !== '' && agentId !== lastAgentId) useTraining.setState(nothingOpen)
  lastAgentId = agentId
}

export const showTab = (tab: TrainingTab): void => useTraining.setState({ tab })

export const openReplaying = (replaying: Replaying): void => useTraining.setState({ replaying })

export const openEditing = (editing: Editing): void => useTraining.setState({ editing })

export const closeEditing = (): void => useTraining.setState({ editing: null })

export const openTrainee = (trainee: { userId: string; displayName: string } | null): void =>
  useTraining.setState({ trainee })

/** @param practiceId null: none any more */
export const openReviewing = (practiceId: string | null): void => useTraining.setState({ reviewing: practiceId })

export const closeReplaying = (): void => useTraining.setState({ replaying: null })

export const openSession = (session: Session): void => useTraining.setState({ session })

/** Ends what is under way: nothing of it is kept. */
export const closeSession = (): void => useTraining.setState({ session: null })
