import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import type { Db } from '../database/open.ts'

const events = { 'incident-started': 'declared', 'incident-resolved': 'resolved' } as const

/** What was told of an incident, and how far it came. */
export async function listToldNews(db: Db, incidentId: string): Promise<ToldNews[]> {
  const rows = await db
    .selectFrom('notification')
    .select(['kind', 'state', 'created_at', 'ended_at'])
    .where('subject_id', '=', incidentId)
    .where('kind', 'in', ['incident-started', 'incident-resolved'])
    .orderBy('created_at')
    .execute()
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, of]) => {
    const count = (state: (typeof of)[number]['state']) => of.filter((row) => row.state === state).length
    const sent = of.flatMap(({ state, ended_at }) => (state === 'sent' && ended_at !== null ? [ended_at] : []))
    return {
      ...{ event: events[kind as keyof typeof events], channel: 'email', audience: 'attached' },
      ...{ at: of[0]?.created_at ?? '', sentAt: sent.toSorted()[0] ?? null },
      ...{ waiting: count('waiting'), sent: count('sent'), failed: count('failed'), dropped: count('dropped') },
    }
  })
}
