import type { FastifyInstance } from 'fastify'
import type { Incident } from '#shared/domain/incident.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import { type Service, shownLevel } from '#shared/domain/service.ts'
import type { Backend } from '../backend.ts'
import { readPlatformStatus } from '../events/platform.ts'
import { duration, parisHourBeside, parisMoment } from '../paris.ts'
import { Layout, sendPage } from './layout.tsx'
import { Mark } from './mark.tsx'
import { holdSteps } from './stylesheet.ts'

/** /statut: what is known of each service, since when, and until when it may be believed. */
export function statusPage(app: FastifyInstance, { db, config }: Backend): void {
  app.get('/', (_request, reply) => reply.redirect('/statut', 302))
  app.get('/statut', async (_request, reply) =>
    sendPage(reply, <StatusPage status={await readPlatformStatus(db, config.clock.now())} />),
  )
}

function StatusPage({ status }: { status: PlatformStatus }) {
  const services = status.services.filter((service) => service.isPublic)
  return (
    <Layout title="Statut des services numi.support">
      <p className="soft">
        Dernière mise à jour : <time dateTime={status.at}>{parisMoment(status.at)}</time> (heure de Paris).{' '}
        <a href="/statut">Actualiser</a>
      </p>
      {services.length === 0 ? (
        <p className="lead">Aucun service n'est encore observé : nous ne savons rien de leur état.</p>
      ) : (
        <ul className="services">
          {services.map((service) => (
            <ServiceLine key={service.id} service={service} status={status} />
          ))}
        </ul>
      )}
      {status.incidents.length > 0 && <h2>Incident en cours</h2>}
      {status.incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} status={status} />
      ))}
    </Layout>
  )
}

function ServiceLine({ service, status }: { service: Service; status: PlatformStatus }) {
  const { evidence } = service
  const { at, incidents } = status
  const level = shownLevel(service, incidents, Date.parse(at), true)
  return (
    <li className={evidence && level !== 'unknown' ? `holds-${holdsFor(evidence, at)}` : undefined}>
      <span className="name">{service.name}</span>
      <span className="state">
        <Mark level={level} className="fresh" />
        {level !== 'unknown' && <Mark level="stale" className="expired" hidden />}
      </span>
      <span className="note">{level === 'unknown' ? null : evidence?.note}</span>
      <span className="when">
        {evidence ? `état constaté à ${parisHourBeside(evidence.checkedAt, at)}` : 'jamais constaté'}
      </span>
    </li>
  )
}

/** How long a page left open may go on showing this level: the longest step that the evidence outlives. */
function holdsFor(evidence: { checkedAt: string; validForSeconds: number }, at: string): number {
  const left = evidence.validForSeconds - (Date.parse(at) - Date.parse(evidence.checkedAt)) / 1000
  return holdSteps.findLast((step) => step <= left) ?? holdSteps[0]
}

function IncidentCard({ incident, status }: { incident: Incident; status: PlatformStatus }) {
  const names = incident.services.map(({ id }) => status.services.find((service) => service.id === id)?.name ?? id)
  const { estimatedEndAt } = incident
  const isAhead = estimatedEndAt !== null && estimatedEndAt > status.at
  return (
    <article className="incident">
      <h3>{incident.nature}</h3>
      <dl>
        <dt>Début</dt>
        <dd>{parisMoment(incident.startedAt)}</dd>
        <dt>Service affecté</dt>
        <dd>{names.join(', ')}</dd>
        <dt>Impact</dt>
        <dd>{incident.impact}</dd>
        {incident.cause && (
          <>
            <dt>Cause</dt>
            <dd>{incident.cause}</dd>
          </>
        )}
        <dt>Résolution estimée</dt>
        <dd>
          {isAhead
            ? `${parisHourBeside(estimatedEndAt, status.at)} (dans ${duration(status.at, estimatedEndAt)})`
            : 'Résolution en cours…'}
        </dd>
        {incident.workarounds.length > 0 && (
          <>
            <dt>Solution temporaire</dt>
            {incident.workarounds.map((workaround) => (
              <dd key={workaround}>{workaround}</dd>
            ))}
          </>
        )}
        <dt>Mis à jour</dt>
        <dd>{parisHourBeside(incident.updatedAt, status.at)}</dd>
      </dl>
    </article>
  )
}
