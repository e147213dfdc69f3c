import { create } from 'zustand'

/** In the rail’s order: that of the keys that go to them, incidents and settings aside. */
export const screenIds = [
  'call',
  'tickets',
  'incidents',
  'status',
  'help',
  'script',
  'callLog',
  'kpis',
  'training',
  'administration',
  'settings',
] as const
export type ScreenId = (typeof screenIds)[number]

interface Navigation {
  screen: ScreenId
  /** The call that the call screen leads; null: none is open, it offers to take one. */
  callId: string | null
}

/** Where the agent is. The open call stays open while another screen is looked at. */
export const useNavigation = create<Navigation>(() => ({ screen: 'call', callId: null }))

export const goTo = (screen: ScreenId): void => useNavigation.setState({ screen })

/** Opens a call and shows it. */
export const openCall = (callId: string): void => useNavigation.setState({ screen: 'call', callId })

/** Leaves the open call (parked or ended): the call screen offers to take one. */
export const leaveCall = (): void => useNavigation.setState({ callId: null })
