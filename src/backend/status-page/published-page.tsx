import type { ReactNode } from 'react'
import { Layout } from '../pages/layout.tsx'
import { Mark } from '../pages/mark.tsx'
import { parisMoment } from '../paris.ts'
import { freshnessScript, holdStep, publishedPolicy } from './freshness.ts'
import type { ServiceReport } from './report.ts'

/** Served by the backend itself, or written as a file that any server may go on serving once the backend is gone. */
export type Form = 'served' | 'copied'

/** For how many seconds at most a page may be believed, whatever it shows: left open, or no longer renewed. */
const longestHold: Record<Form, number> = { served: 300, copied: 180 }

/** For how many seconds a service's level may go on being shown. */
export function holdsFor({ service: { evidence }, incidents }: ServiceReport, at: Date, form: Form): number {
  const longest = longestHold[form]
  // What an incident declares does not lapse with a probe.
  if (!evidence || incidents.length > 0) return longest
  const left = evidence.validForSeconds - (at.getTime() - Date.parse(evidence.checkedAt)) / 1000
  return left < 0 ? longest : Math.min(longest, Math.floor(left))
}

interface PublishedPageProps {
  title: string
  form: Form
  /** When what it shows was true; null: it will stay true. */
  at: Date | null
  /** Whether a feed reader that is given this page should find the feeds. */
  hasFeeds?: boolean
  children: ReactNode
}

/** What every page of the status has around its content. */
export function PublishedPage({ title, form, at, hasFeeds = false, children }: PublishedPageProps) {
  return (
    <Layout
      title={title}
      head={
        <>
          {form === 'copied' && <meta httpEquiv="content-security-policy" content={publishedPolicy} />}
          {hasFeeds && (
            <>
              <link rel="alternate" type="application/atom+xml" title="Incidents (Atom)" href="/flux.atom" />
              <link rel="alternate" type="application/rss+xml" title="Incidents (RSS)" href="/flux.rss" />
            </>
          )}
        </>
      }
      {...(at && {
        data: { 'data-at': String(at.getTime()), ...(form === 'copied' && { 'data-copy': 'true' }) },
      })}
    >
      {at && form === 'copied' && (
        <noscript>
          <p className="alert">
            Sans JavaScript, cette page ne peut pas dire d’elle-même qu’elle est périmée : au-delà de{' '}
            {longestHold.copied / 60} minutes après l’heure de sa dernière mise à jour, ne vous y fiez plus.
          </p>
        </noscript>
      )}
      {children}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, whose hash the policy names */}
      {at && <script dangerouslySetInnerHTML={{ __html: freshnessScript }} />}
    </Layout>
  )
}

/** When the page was true, until it says that it no longer may be. */
export function AsOf({ at, form }: { at: Date; form: Form }) {
  const moment = at.toISOString()
  return (
    <Shown holds={longestHold[form]} stale={`Périmé : rien n’est venu depuis ${parisMoment(moment)}`}>
      Page à jour le <time dateTime={moment}>{parisMoment(moment)}</time> (heure de Paris)
    </Shown>
  )
}

/** Something that is shown for some seconds, then gives way to the word that it is out of date. */
export function Shown({ holds, stale, children }: { holds: number; stale: string; children: ReactNode }) {
  return (
    <span className={`shown holds-${holdStep(holds)}`} data-holds={holds}>
      <span className="fresh">{children}</span>
      <span className="expired" hidden>
        <Mark level="stale">{stale}</Mark>
      </span>
    </span>
  )
}
