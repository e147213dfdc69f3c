import { create } from 'zustand'

/** A version that was sent back, to be written again from what it holds. */
export interface Mended {
  id: string
  revision: number
  hash: string
  baseHash: string
}

/** A tab of the scripts. */
export type ScriptTab = 'script' | 'versions' | 'comparison' | 'feedback'

/** What whoever writes scripts looks at: the script, its versions, two of them compared, what agents say of it; or what is being written. */
export type ScriptPlace = { at: ScriptTab } | { at: 'editor'; mends: Mended | null }

interface Place {
  place: ScriptPlace
  stepId: string | null
  versionId: string | null
  /** null: the last one. */
  comparisonId: string | null
  /** Whether one came by the tabs: they keep the focus, though each tab is a page of its own. */
  isByTabs: boolean
}

/** Where one is among the scripts: found again on coming back from another screen. */
export const useScriptPlace = create<Place>(() => ({
  place: { at: 'script' },
  stepId: null,
  versionId: null,
  comparisonId: null,
  isByTabs: false,
}))

export const showScriptTab = (at: ScriptTab): void => useScriptPlace.setState({ place: { at }, isByTabs: false })
export const moveToScriptTab = (at: ScriptTab): void => useScriptPlace.setState({ place: { at }, isByTabs: true })

/** On leaving for another screen: whoever comes back comes to the page, not to its tabs. */
export const forgetTabs = (): void => useScriptPlace.setState({ isByTabs: false })

/** Opens the editor. @param mends a version that was sent back; null: a new one */
export const editScript = (mends: Mended | null = null): void =>
  useScriptPlace.setState({ place: { at: 'editor', mends } })

export const showStep = (stepId: string): void => useScriptPlace.setState({ stepId })
export const showVersion = (versionId: string | null): void =>
  useScriptPlace.setState({ place: { at: 'versions' }, versionId })
export const showComparison = (comparisonId: string | null): void => useScriptPlace.setState({ comparisonId })
