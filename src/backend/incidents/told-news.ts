import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import type { Db } from '../database/open.ts'

/** What was told of an incident, by which channel and to whom, and how far it came; oldest first. */
export async function listToldNews(db: Db, incidentId: string): Promise<ToldNews[]> {
  const rows = await db
    .selectFrom('notification')
    .innerJoin('announcement', 'announcement.id', 'notification.announcement_id')
    .select(['event', 'at', 'channel', 'audience'])
    .select(({ fn }) => [
      fn.min('ended_at').filterWhere('notification.state', '=', 'sent').as('sentAt'),
      fn.countAll<number>().filterWhere('notification.state', '=', 'waiting').as('waiting'),
      fn.countAll<number>().filterWhere('notification.state', '=', 'sent').as('sent'),
      fn.countAll<number>().filterWhere('notification.state', '=', 'failed').as('failed'),
      fn.countAll<number>().filterWhere('notification.state', '=', 'dropped').as('dropped'),
    ])
    .where('incident_id', '=', incidentId)
    .groupBy(['announcement.id', 'event', 'at', 'channel', 'audience'])
    .orderBy('at')
    .orderBy('announcement.id')
    .orderBy('channel')
    .orderBy('audience')
    .execute()
  return rows.flatMap(({ audience, ...of }) => (audience === null ? [] : [{ ...of, audience }]))
}
