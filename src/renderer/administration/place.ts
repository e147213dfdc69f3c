import { create } from 'zustand'

/** A tab of the administration. */
export type AdministrationTab = 'agents' | 'personalData'

interface Place {
  tab: AdministrationTab
  /** Whether one came by the tabs: they keep the focus, though each tab is a page of its own. */
  isByTabs: boolean
}

/** What whoever administers looks at: found again on coming back from another screen. */
export const useAdministrationPlace = create<Place>(() => ({ tab: 'agents', isByTabs: false }))

export const showAdministrationTab = (tab: AdministrationTab): void =>
  useAdministrationPlace.setState({ tab, isByTabs: false })
export const moveToAdministrationTab = (tab: AdministrationTab): void =>
  useAdministrationPlace.setState({ tab, isByTabs: true })

/** On leaving for another screen: whoever comes back comes to the page, not to its tabs. */
export const forgetTabs = (): void => useAdministrationPlace.setState({ isByTabs: false })
