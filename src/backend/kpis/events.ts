import type { Kysely } from 'kysely'
import { closings } from '#shared/domain/call.ts'
import { durationWords, minutesWords } from '#shared/domain/duration.ts'
import { majorPercent } from '#shared/domain/incident.ts'
import type { callDurationId, KpiEvent, KpiId } from '#shared/domain/kpi.ts'
import type { HistoryLevel } from '#shared/domain/service-period.ts'
import { type Place, pageOf, placeOf } from '../database/moment-pages.ts'
import type { Database } from '../database/tables.ts'
import { readServiceHistory } from '../services/history.ts'
import type { KpiPeriod } from './period.ts'

type Db = Kysely<Database>

type Lister = (db: Db, period: KpiPeriod, after: Place, limit: number) => Promise<KpiEvent[]>

const pageLength = 100

/**
 * What a figure was computed from and what was left out of it, oldest first, a page at a time.
 * @param after the `next` of the page before; one that is none begins again
 */
export async function listKpiEvents(
  db: Db,
  id: KpiId | typeof callDurationId,
  period: KpiPeriod,
  after: string | undefined,
): Promise<{ events: KpiEvent[]; next: string | null }> {
  const found = await listers[id](db, period, placeOf(after), pageLength + 1)
  const { page, next } = pageOf(found, pageLength, ({ at }) => at)
  return { events: page, next }
}

const listers: Record<KpiId | typeof callDurationId, Lister> = {
  mttr: async (db, period, after, limit) => {
    const to = period.to.toISOString()
    const rows = await incidentsAfter(db, after, limit)
      .where('started_at', '<', to)
      .where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', period.from.toISOString())]))
      .execute()
    return rows.map(({ resolved_at, ...row }) => {
      const isCounted = resolved_at !== null && resolved_at < to
      return {
        ...incidentEvent(row),
        isCounted,
        words: isCounted
          ? minutesWords(Date.parse(resolved_at) - Date.parse(row.started_at))
          : 'encore ouvert à la fin de la période',
      }
    })
  },

  'major-incidents': async (db, period, after, limit) => {
    const rows = await begunAfter(db, period, after, limit)
      .where((eb) => eb.or([eb('affected_percent', '>', majorPercent), eb('affected_percent', 'is', null)]))
      .execute()
    return rows.map((row) => ({
      ...incidentEvent(row),
      isCounted: row.affected_percent !== null,
      words: shareWords(row.affected_percent),
    }))
  },

  availability: async (db, period, after, limit) => {
    const services = await db.selectFrom('service').select(['id', 'name']).where('is_public', '=', 1).execute()
    const history = await readServiceHistory(db, period.from, period.to)
    return services
      .flatMap(({ id, name }) =>
        (history.get(id) ?? []).flatMap(({ level, from, to }) => {
          if (level === 'operational') return []
          const at = new Date(from).toISOString()
          return {
            ...{ id: `${id}/${at}`, at, title: name, of: { kind: 'service' as const, id } },
            words: `${levelWords[level]}, ${minutesWords(to - from)}`,
            isCounted: level === 'degraded' || level === 'down',
          }
        }),
      )
      .filter(({ at, id }) => at > after.at || (at === after.at && id > after.id))
      .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
      .slice(0, limit)
  },

  'report-rate': async (db, period, after, limit) => {
    const rows = await begunAfter(db, period, after, limit)
      .select((eb) =>
        eb
          .selectFrom('ticket')
          .select(({ fn }) => fn.count<number>(fn.coalesce('account_id', 'reporter')).distinct().as('reporting'))
          .whereRef('ticket.incident_id', '=', 'incident.id')
          .as('reporting'),
      )
      .execute()
    return rows.map((row) => ({
      ...incidentEvent(row),
      isCounted: row.affected_percent !== null,
      words: `${row.reporting ?? 0} client${(row.reporting ?? 0) > 1 ? 's' : ''}, ${shareWords(row.affected_percent)}`,
    }))
  },

  satisfaction: async (db, period, after, limit) => {
    const rows = await db
      .selectFrom('survey')
      .innerJoin('incident', 'incident.id', 'survey.incident_id')
      .select(['survey.id', 'answered_at', 'rating', 'comment', 'incident_id', 'number', 'nature'])
      .where('answered_at', '>=', period.from.toISOString())
      .where('answered_at', '<', period.to.toISOString())
      .where((eb) =>
        eb.or([
          eb('answered_at', '>', after.at),
          eb.and([eb('answered_at', '=', after.at), eb('survey.id', '>', after.id)]),
        ]),
      )
      .orderBy('answered_at')
      .orderBy('survey.id')
      .limit(limit)
      .execute()
    return rows.map(({ id, answered_at: at, rating, comment, incident_id, ...incident }) => ({
      ...{ id, at, title: titleOf(incident), isCounted: true },
      words: comment === '' ? `${rating}/5` : `${rating}/5 : « ${comment} »`,
      of: { kind: 'incident', id: incident_id },
    }))
  },

  'call-duration': async (db, period, after, limit) => {
    const rows = await db
      .selectFrom('call')
      .select(['id', 'ended_at', 'duration_ms', 'channel', 'closing'])
      .where('ended_at', '>=', period.from.toISOString())
      .where('ended_at', '<', period.to.toISOString())
      .where((eb) =>
        eb.or([eb('ended_at', '>', after.at), eb.and([eb('ended_at', '=', after.at), eb('id', '>', after.id)])]),
      )
      .orderBy('ended_at')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ id, ended_at: at, duration_ms, channel, closing }) => ({
      ...{ id, at, isCounted: closing !== 'left-open' },
      words: closing === 'left-open' ? closings[closing] : durationWords(duration_ms),
      title: channel === 'phone' ? 'Appel' : 'Demande écrite',
      of: { kind: 'call', id },
    }))
  },
}

const incidentsAfter = (db: Db, { at, id }: Place, limit: number) =>
  db
    .selectFrom('incident')
    .select(['incident.id', 'number', 'nature', 'started_at', 'resolved_at', 'affected_percent'])
    .where('kind', '=', 'incident')
    .where((eb) => eb.or([eb('started_at', '>', at), eb.and([eb('started_at', '=', at), eb('incident.id', '>', id)])]))
    .orderBy('started_at')
    .orderBy('incident.id')
    .limit(limit)

const begunAfter = (db: Db, { from, to }: KpiPeriod, after: Place, limit: number) =>
  incidentsAfter(db, after, limit)
    .where('started_at', '>=', from.toISOString())
    .where('started_at', '<', to.toISOString())

interface Named {
  number: string | null
  nature: string
}

const titleOf = ({ number, nature }: Named) => (number === null ? nature : `${number} – ${nature}`)

const incidentEvent = ({ id, started_at: at, ...row }: Named & { id: string; started_at: string }) => ({
  ...{ id, at, title: titleOf(row) },
  of: { kind: 'incident' as const, id },
})

const shareWords = (percent: number | null): string =>
  percent === null
    ? 'part d’utilisateurs touchés inconnue'
    : `${percent.toLocaleString('fr-FR')} % des utilisateurs touchés`

const levelWords: Record<Exclude<HistoryLevel, 'operational'>, string> = {
  degraded: 'Dégradé',
  down: 'Indisponible',
  maintenance: 'Maintenance',
  unknown: 'Non observé',
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
