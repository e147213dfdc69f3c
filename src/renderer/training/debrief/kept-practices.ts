import { useEffect } from 'react'
import { z } from 'zod'
import type { Station } from '#shared/contracts/station.ts'
import { type Practice, practice } from '#shared/training/practice.ts'
import { useStation, useStationState } from '../../app/station-store.tsx'
import { askService, ServiceProblem } from '../../service/use-service.ts'

const draftKey = 'training.practices'
const kept = z.array(practice)
/** What a workplace keeps of one draft, at most. */
const longest = 200_000

/** Practised calls that the service has not been told of yet. */
async function readKept(station: Station): Promise<Practice[]> {
  const read = await station.ask('drafts.read', { key: draftKey })
  if (!read.ok || read.value.text === null) return []
  return kept.catch([]).parse(JSON.parse(read.value.text))
}

async function writeKept(station: Station, practices: readonly Practice[]): Promise<boolean> {
  const text = JSON.stringify(practices)
  if (text.length > longest) return false
  const written =
    practices.length === 0
      ? await station.ask('drafts.forget', { key: draftKey })
      : await station.ask('drafts.keep', { key: draftKey, text })
  return written.ok
}

/** Keeps a practised call on this workplace until the service answers; false where there is no room for more. */
export async function keepPractice(station: Station, done: Practice): Promise<boolean> {
  const others = (await readKept(station)).filter(({ id }) => id !== done.id)
  return writeKept(station, [...others, done])
}

/** Tells the service of the practised calls that wait on this workplace, each once; those it refuses are let go. */
export async function sendKept(station: Station): Promise<number> {
  const waiting = await readKept(station)
  let sent = 0
  for (const [at, one] of waiting.entries()) {
    try {
      await askService(station, 'recordPractice', { params: { id: one.id }, body: one }, one.id)
      sent += 1
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      if (error.code === 'unreachable' || error.code === 'not-signed-in') break
    }
    await writeKept(station, waiting.slice(at + 1))
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
