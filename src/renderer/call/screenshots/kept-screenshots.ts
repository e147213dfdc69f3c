import type { StoreApi } from 'zustand/vanilla'
import type { Result, Station } from '#shared/contracts/station.ts'
import type { CallState } from '../call-state.ts'

type Store = StoreApi<CallState>

/** Adds a screenshot (base64) to a call; the station checks it by its content, and its refusal is the answer. */
export async function attach(station: Station, store: Store, name: string, bytes: string): Promise<Result<unknown>> {
  const added = await station.ask('attachments.add', { callId: store.getState().call.id, name, bytes })
  if (added.ok)
    store.setState(({ attachments }) => ({
      attachments: [...attachments.filter(({ sha256 }) => sha256 !== added.value.sha256), added.value],
    }))
  return added
}

/** Takes a screenshot off a call. */
export async function detach(station: Station, store: Store, sha256: string): Promise<Result<unknown>> {
  const removed = await station.ask('attachments.remove', { callId: store.getState().call.id, sha256 })
  if (removed.ok)
    store.setState(({ attachments }) => ({ attachments: attachments.filter((one) => one.sha256 !== sha256) }))
  return removed
}
