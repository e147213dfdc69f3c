import { useEffect } from 'react'
import { z } from 'zod'
import type { Station } from '#shared/contracts/station.ts'
import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import { type Practice, practice } from '#shared/training/practice.ts'
import { useStation, useStationState } from '../../app/station-store.tsx'
import { CommitQueue } from '../../call/commit-queue.ts'
import { askService, ServiceProblem } from '../../service/use-service.ts'

const draftKey = 'training.practices'
const kept = z.array(practice)
/** What is kept is one text: whoever changes it begins from what the one before wrote. */
const changes = new CommitQueue()
/** Asked again, the service would answer no otherwise. */
const final: readonly StationErrorCode[] = ['refused', 'conflict', 'not-found', 'invalid-input']

/** Practised calls that the service has not been told of yet. */
async function readKept(station: Station): Promise<Practice[]> {
  const read = await station.ask('drafts.read', { key: draftKey })
  if (!read.ok || read.value.text === null) return []
  return kept.catch([]).parse(JSON.parse(read.value.text))
}

/** Keeps what `change` makes of what is kept; false where there is no room for it. */
function changeKept(station: Station, change: (practices: Practice[]) => Practice[]): Promise<boolean> {
  return changes.add(async () => {
    const practices = change(await readKept(station))
    const written =
      practices.length === 0
        ? await station.ask('drafts.forget', { key: draftKey })
        : await station.ask('drafts.keep', { key: draftKey, text: JSON.stringify(practices) })
    return written.ok
  })
}

const without = (practices: readonly Practice[], id: string) => practices.filter((one) => one.id !== id)

/** Keeps a practised call on this workplace until the service answers; false where there is no room for more. */
export const keepPractice = (station: Station, done: Practice): Promise<boolean> =>
  changeKept(station, (others) => [...without(others, done.id), done])

/**
 * Tells the service of the practised calls that wait on this workplace, each once; those it refuses are let go.
 * @returns how many it was told of
 */
export async function sendKept(station: Station): Promise<number> {
  let sent = 0
  for (const one of await readKept(station)) {
    try {
      await askService(station, 'recordPractice', { params: { id: one.id }, body: one }, one.id)
      sent += 1
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      if (!final.includes(error.code)) break
    }
    await changeKept(station, (others) => without(others, one.id))
  }
  return sent
}

/** Sends what waits when the service is there; `onSent` is told when something was. */
export function useKeptPractices(onSent: () => void): void {
  const station = useStation()
  const isOnline = useStationState(({ link }) => link === 'online')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told changes with each rendering; the link alone sends
  useEffect(() => {
    if (!isOnline) return
    void sendKept(station).then((sent) => sent > 0 && onSent())
  }, [station, isOnline])
}
