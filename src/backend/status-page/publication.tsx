import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import type { OperationOutput } from '#shared/contracts/api.ts'
import type { Incident } from '#shared/domain/incident.ts'
import { parisDate, parisMidnight } from '#shared/domain/paris-day.ts'
import { secondsAfter } from '../clock.ts'
import type { Config } from '../config.ts'
import { onlyByHttps, openToAll, securityHeaders } from '../contract/security-headers.ts'
import type { Db } from '../database/open.ts'
import { unbrokenHtml } from '../french-spaces.ts'
import {
  findIncident,
  firstBegun,
  listBegun,
  listEndedSince,
  listLatest,
  listLatestChanged,
} from '../incidents/repository.ts'
import { listServices, serviceDates } from '../services/repository.ts'
import { type Document, makeDocument } from './document.ts'
import { incidentFeed } from './feeds.tsx'
import { publishedPolicy } from './freshness.ts'
import { IncidentDocument } from './incident-document.tsx'
import { MonthsDocument, monthAfter, monthsAPage } from './months-document.tsx'
import type { Form } from './published-page.tsx'
import { readReport } from './report.ts'
import { StatusDocument } from './status-document.tsx'
import { toComponents, toIncident, toMaintenance, toPage, toStatus } from './statuspage.ts'

/** Statuspage's own number. */
const latest = 50
const latestInFeeds = 30
/** For so long the status page itself says that something is over. */
const justEndedSeconds = 24 * 3600

type Summary = OperationOutput<'statusPageSummary'>

/** Everything that is published of one instant, each part read and written when it is first asked for. */
export interface Publication {
  at: Date
  /** A page or a feed by its address; null: there is none. */
  document(path: string): Promise<Document | null>
  summary(): Promise<Summary>
  /** The incidents under way. */
  openIncidents(): Promise<Incident[]>
  latestIncidents(): Promise<OperationOutput<'statusPageIncidents'>>
  latestMaintenances(): Promise<OperationOutput<'statusPageMaintenances'>>
  /** The incidents and maintenances that its pages lead to. */
  mentioned(): Promise<Incident[]>
}

export function publish(
  { db, config: { publicUrl } }: { db: Db; config: Pick<Config, 'publicUrl'> },
  at: Date,
  form: Form,
): Publication {
  const headers = { ...securityHeaders, ...(publicUrl.startsWith('https:') && onlyByHttps) }
  const report = once(() => readReport(db, at))
  const names = once(async () => new Map((await listServices(db, at)).map(({ id, name }) => [id, name])))
  const components = once(async () => toComponents(await report(), await serviceDates(db)))
  const page = toPage(at, publicUrl)
  const thisMonth = parisDate(at.getTime()).slice(0, 7)
  const recent = once(() => begunIn(thisMonth))
  const justEnded = once(() => listEndedSince(db, secondsAfter(at, -justEndedSeconds)))
  const feed = once(async () => incidentFeed(await listLatestChanged(db, latestInFeeds), await names(), publicUrl))

  const begunIn = (month: string) =>
    listBegun(db, midnightOf(monthAfter(month, 1 - monthsAPage)), midnightOf(monthAfter(month, 1)))

  const html = (content: ReactElement): Document =>
    makeDocument(`<!doctype html>${unbrokenHtml(renderToStaticMarkup(content))}`, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${publishedPolicy}; frame-ancestors 'none'`,
      'cache-control': 'no-cache',
      'referrer-policy': 'same-origin',
    })
  const xml = (text: string, type: string): Document =>
    makeDocument(text, {
      ...headers,
      ...openToAll,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=60',
    })

  async function monthsDocument(month: string): Promise<Document | null> {
    if (month > thisMonth) return null
    const first = await firstBegun(db)
    const older = monthAfter(month, -monthsAPage)
    const newer = monthAfter(month, monthsAPage)
    return html(
      <MonthsDocument
        {...{ latest: month, names: await names(), at, form }}
        incidents={month === thisMonth ? await recent() : await begunIn(month)}
        older={form === 'served' && first !== null && first < midnightOf(monthAfter(older, 1)) ? older : null}
        newer={month === thisMonth ? null : newer > thisMonth ? thisMonth : newer}
      />,
    )
  }

  async function incidentDocument(id: string): Promise<Document | null> {
    const incident = await findIncident(db, id)
    return incident ? html(<IncidentDocument {...{ incident, names: await names(), at, form }} />) : null
  }

  async function write(path: string): Promise<Document | null> {
    if (path === '/')
      return html(
        <StatusDocument {...{ report: await report(), ended: await justEnded(), names: await names(), form }} />,
      )
    if (path === '/flux.atom') return xml((await feed()).atom1(), 'application/atom+xml')
    if (path === '/flux.rss') return xml((await feed()).rss2(), 'application/rss+xml')
    if (path === '/historique') return monthsDocument(thisMonth)
    const [noun, name = ''] = path.slice(1).split('/')
    if (noun === 'historique' && month.safeParse(name).success) return monthsDocument(name)
    if (noun === 'incidents' && z.uuid().safeParse(name).success) return incidentDocument(name)
    return null
  }

  const documents = new Map<string, Promise<Document | null>>()
  return {
    at,
    document(path) {
      const written = documents.get(path) ?? write(path)
      documents.set(path, written)
      return written
    },
    openIncidents: async () => (await report()).incidents,
    summary: once(async () => {
      const { incidents, maintenances } = await report()
      const shown = await components()
      return {
        page,
        components: shown,
        incidents: incidents.map((incident) => toIncident(incident, shown, publicUrl)),
        scheduled_maintenances: maintenances.map((incident) => toMaintenance(incident, shown, publicUrl)),
        status: toStatus(await report()),
      }
    }),
    latestIncidents: once(async () => {
      const shown = await components()
      const found = await listLatest(db, 'incident', latest)
      return { page, incidents: found.map((incident) => toIncident(incident, shown, publicUrl)) }
    }),
    latestMaintenances: once(async () => {
      const shown = await components()
      const found = await listLatest(db, 'maintenance', latest)
      return { page, scheduled_maintenances: found.map((incident) => toMaintenance(incident, shown, publicUrl)) }
    }),
    async mentioned() {
      const { incidents, maintenances } = await report()
      const shown = [...(await recent()), ...(await justEnded()), ...incidents, ...maintenances]
      const byId = new Map(shown.map((one) => [one.id, one]))
      return [...byId.values()]
    },
  }
}

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

const midnightOf = (of: string): string => new Date(parisMidnight(`${of}-01`)).toISOString()

/** Reads something once, when it is first asked for. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= read()
    return found
  }
}
