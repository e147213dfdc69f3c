import { readPlatform } from '#shared/domain/platform.ts'
import type { Performer } from './actor.ts'

/** How long the feed is given to connect before what is held is read; none when the backend is known to be away. */
const connectMs = 2000

export const checkPlatform: Performer = async ({ workplace: { feed, state } }) => {
  if (state().link !== 'offline') await feed.whenLive(connectMs)
  const { facts, values } = readPlatform(feed.held())
  return { output: { ...facts }, values }
}
