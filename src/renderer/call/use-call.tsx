import { useSelector } from '@xstate/react'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Facts } from '#shared/flow/definition.ts'
import type { Fold } from '#shared/flow/replay.ts'
import { factsOf, type Snapshot } from '#shared/flow/snapshot.ts'
import type { StepView } from '#shared/flow/step.ts'
import { stepView } from '#shared/flow/words.ts'
import type { CallState } from './call-state.ts'
import type { Player } from './player.ts'
import { codeLength, isAddress } from './value-limits.ts'

/** What every part of the screen may show; that an answer is being kept concerns the answers alone. */
type CallShown = Omit<CallState, 'isAnswering'>

/** The call being played, as its screen shows it. */
export interface LiveCall {
  player: Player
  state: CallShown
  snapshot: Snapshot
  facts: Facts
  view: StepView
  /** Whether anything may still be said, typed or done: neither once the call has ended, nor when it is played again. */
  canWrite: boolean
  /** What still counts of the journal. */
  path: Fold
  /** Reads the call again from the workplace. */
  reopen: () => void
}

const CallContext = createContext<LiveCall | null>(null)

interface CallProviderProps {
  player: Player
  reopen: () => void
  children: ReactNode
}

/** Gives the call being played to every part of its screen. */
export function CallProvider({ player, reopen, children }: CallProviderProps) {
  const state = useStore(
    player.store,
    useShallow(({ isAnswering: _, ...shown }): CallShown => shown),
  )
  const snapshot: Snapshot = useSelector(state.machine, (now) => now)
  const { flow, call, path, values, secrets } = state
  const view = useMemo(
    () => stepView(flow, snapshot, { ...withAddress(values), ...wholeCodes(secrets) }),
    [flow, snapshot, values, secrets],
  )
  const canWrite = call.endedAt === null && !state.isReplay
  const live = { player, state, snapshot, facts: factsOf(snapshot), view, canWrite, path, reopen }
  return <CallContext value={live}>{children}</CallContext>
}

/** Whether an answer is long to be kept: the others are refused meanwhile. */
export const useIsAnswering = (): boolean => useStore(useCall().player.store, ({ isAnswering }) => isAnswering)

/** The call being played; for what is shown only during a call. */
export function useCall(): LiveCall {
  const live = useContext(CallContext)
  if (!live) throw new Error('No CallProvider above this component.')
  return live
}

/** The codes that are typed to the end: the others would only cost the client one of their tries. */
const wholeCodes = (secrets: CallState['secrets']): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, code]) => code.length === codeLength))

/** The values, without an address that is none: it would be promised an email, and no ticket could carry it. */
function withAddress(values: CallState['values']): CallState['values'] {
  const address = values['contact.email']
  return address && !isAddress(address) ? { ...values, 'contact.email': '' } : values
}
