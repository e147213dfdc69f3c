import { create } from 'zustand'
import type { PracticeStation } from './practice/practice-station.ts'

/** A practised call under way in this window; kept while another screen is looked at. */
export interface Session {
  station: PracticeStation
  /** The caller is met as on any day: nothing tells beforehand what they call for. */
  isSurprise: boolean
}

interface Training {
  session: Session | null
}

export const useTraining = create<Training>(() => ({ session: null }))

export const openSession = (session: Session): void => useTraining.setState({ session })

/** Ends what is under way: nothing of it is kept. */
export const closeSession = (): void => useTraining.setState({ session: null })
