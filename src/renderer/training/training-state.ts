import { create } from 'zustand'
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

export type TrainingTab = 'scenarios' | 'progress' | 'replay' | 'team'

interface Training {
  tab: TrainingTab
  session: Session | null
  replaying: Replaying | null
}

export const useTraining = create<Training>(() => ({ tab: 'scenarios', session: null, replaying: null }))

export const showTab = (tab: TrainingTab): void => useTraining.setState({ tab })

export const openReplaying = (replaying: Replaying): void => useTraining.setState({ replaying })

export const closeReplaying = (): void => useTraining.setState({ replaying: null })

export const openSession = (session: Session): void => useTraining.setState({ session })

/** Ends what is under way: nothing of it is kept. */
export const closeSession = (): void => useTraining.setState({ session: null })
