import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Station, StationState } from '#shared/contracts/station.ts'

interface Held {
  station: Station
  /** null until the station has spoken once. */
  state: StationState | null
  /** When the state arrived, on `performance.now()`: ages tick from it. */
  heardAt: number
}

const StationContext = createContext<StoreApi<Held> | null>(null)

/** Gives the station, and what it says of itself, to every screen below. */
export function StationProvider({ station, children }: { station: Station; children: ReactNode }) {
  const [store] = useState(() => createStore<Held>(() => ({ station, state: null, heardAt: 0 })))
  useEffect(() => station.watch((state) => store.setState({ state, heardAt: performance.now() })), [station, store])
  return <StationContext value={store}>{children}</StationContext>
}

/** What is selected anew each time, an empty list for instance, is the same one while its parts are: React would never settle. */
function useHeld<T>(select: (held: Held) => T): T {
  const store = useContext(StationContext)
  if (!store) throw new Error('No StationProvider above this component.')
  return useStore(store, useShallow(select))
}

/** The station to ask. */
export const useStation = (): Station => useHeld((held) => held.station)

/** Part of what the station says of itself, undefined until it has spoken; re-renders when that part changes. */
export const useHeardState = <T,>(select: (state: StationState) => T): T | undefined =>
  useHeld(({ state }) => (state ? select(state) : undefined))

/** As `useHeardState`, for what is shown only once the station has spoken. */
export function useStationState<T>(select: (state: StationState) => T): T {
  return useHeld(({ state }) => {
    if (!state) throw new Error('The station has not spoken yet.')
    return select(state)
  })
}

/** Shows what needs to know the state once the station has spoken. */
export const OnceHeard = ({ children }: { children: ReactNode }): ReactNode => useHeardState(() => true) && children

/** When the state was heard, on `performance.now()`. */
export const useHeardAt = (): number => useHeld((held) => held.heardAt)

/** Who is signed in; for what is shown only to somebody signed in. */
export const useAgent = () =>
  useStationState(({ session }) => {
    if (!session) throw new Error('Nobody is signed in.')
    return session.user
  })
