import { type Incident, incidentStates } from '#shared/domain/incident.ts'
import { Mark } from '../pages/mark.tsx'
import { duration, parisDay, parisHourBeside, parisMoment } from '../paris.ts'
import { HistoryBars, historySummary, Legend } from './history-bars.tsx'
import { HistoryTable } from './history-table.tsx'
import { estimatedEnd, IncidentFacts, Notes, type ServiceNames } from './incident-facts.tsx'
import { type Form, holdsFor, PublishedPage, Shown } from './published-page.tsx'
import { overall, type ServiceReport, type StatusReport } from './report.ts'

/** How many of an incident's news the status page itself shows. */
const latestNotes = 3

interface StatusDocumentProps {
  report: StatusReport
  /** What is over since little time, the latest end first. */
  ended: readonly Incident[]
  names: ServiceNames
  form: Form
}

/** The status page (R10): what is known of each service, since when, and until when it may be believed. */
export function StatusDocument({ report, ended, names, form }: StatusDocumentProps) {
  const { services, incidents, maintenances, days } = report
  const at = report.at.toISOString()
  const whole = overall(report)
  const holds = Math.min(...services.map((of) => holdsFor(of, report.at, form)))
  const firstDay = days[0]
  return (
    <PublishedPage title="Statut des services numi.support" form={form} at={report.at} hasFeeds>
      <p className="soft">
        Dernière mise à jour : <time dateTime={at}>{parisMoment(at)}</time> (heure de Paris). <a href="/">Actualiser</a>
      </p>
      {services.length === 0 ? (
        <p className="lead">Aucun service n'est encore observé : nous ne savons rien de leur état.</p>
      ) : (
        <>
          <p className={`whole ${whole.level}`}>
            <Shown holds={holds} stale="Périmé : rien ne prouve plus cet état">
              <Mark level={whole.level}>{whole.words}</Mark>
            </Shown>
          </p>
          <ul className="services">
            {services.map((of) => (
              <ServiceLine key={of.service.id} of={of} report={report} form={form} />
            ))}
          </ul>
        </>
      )}

      {incidents.length > 0 && <h2>{incidents.length > 1 ? 'Incidents en cours' : 'Incident en cours'}</h2>}
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} names={names} at={at} />
      ))}
      {ended.length > 0 && <h2>Terminé depuis moins de 24 heures</h2>}
      {ended.map((incident) => (
        <Ended key={incident.id} incident={incident} at={at} />
      ))}
      {maintenances.length > 0 && <h2>Maintenance</h2>}
      {maintenances.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} names={names} at={at} />
      ))}
      <p>
        <a className="button" href="/abonnement">
          S’abonner aux notifications
        </a>
      </p>

      {services.length > 0 && firstDay && (
        <section className="history" aria-labelledby="historique">
          <h2 id="historique">Historique de {days.length} jours</h2>
          {services.map(({ service, days, time }) => (
            <div key={service.id} className="bar">
              <h3>{service.name}</h3>
              <p>{historySummary({ days, time })}</p>
              <HistoryBars days={days} />
            </div>
          ))}
          <p className="span">
            <span>{parisDay(new Date(firstDay.from).toISOString())}</span>
            <span>aujourd’hui</span>
          </p>
          <Legend />
          <p className="hint">
            Une barre par jour, aussi haute que le jour a été observé. Le temps non observé et les maintenances
            annoncées ne comptent pas dans la disponibilité.
          </p>
          <details>
            <summary>Détail par jour</summary>
            <HistoryTable days={days} services={services} />
          </details>
          <p>
            <a href="/historique">Tous les incidents, mois par mois</a>
          </p>
        </section>
      )}
    </PublishedPage>
  )
}

function ServiceLine({ of, report, form }: { of: ServiceReport; report: StatusReport; form: Form }) {
  const { service, level, incidents } = of
  const { evidence } = service
  const at = report.at.toISOString()
  const note = level === 'unknown' || incidents.length > 0 ? null : evidence?.note
  return (
    <li>
      <span className="name">{service.name}</span>
      <span className="state">
        {level === 'unknown' ? (
          <Mark level={level} />
        ) : (
          <Shown holds={holdsFor(of, report.at, form)} stale="Périmé">
            <Mark level={level} />
          </Shown>
        )}
      </span>
      <span className="note">
        {note && `Problème : ${note}`}
        {incidents.map((incident) => (
          <Trouble key={incident.id} incident={incident} at={at} />
        ))}
      </span>
      <span className="when">
        {evidence ? `état constaté à ${parisHourBeside(evidence.checkedAt, at)}` : 'jamais constaté'}
      </span>
    </li>
  )
}

function Trouble({ incident, at }: { incident: Incident; at: string }) {
  return (
    <>
      <span>
        {incident.kind === 'maintenance' ? 'Maintenance' : 'Problème'} : {incident.nature}
      </span>
      <span>Impact : {incident.impact}</span>
      <a href={`#incident-${incident.id}`}>
        {incident.kind === 'maintenance' ? `Fin prévue : ${estimatedEnd(incident, at)}` : 'Résolution en cours…'}
      </a>
    </>
  )
}

/** Whoever comes to see whether it is over, and what it was. */
function Ended({ incident: { id, nature, state, startedAt, resolvedAt }, at }: { incident: Incident; at: string }) {
  return (
    <p className="ended">
      <Mark level="operational">{incidentStates[state]}</Mark>
      <a href={`/incidents/${id}`}>{nature}</a>
      {resolvedAt && (
        <span>
          de {parisHourBeside(startedAt, at)} à {parisHourBeside(resolvedAt, startedAt)},{' '}
          {duration(startedAt, resolvedAt)}
        </span>
      )}
    </p>
  )
}

function IncidentCard({ incident, names, at }: { incident: Incident; names: ServiceNames; at: string }) {
  const { notes } = incident
  return (
    <article className={`card ${incident.kind}`} id={`incident-${incident.id}`}>
      <h3>
        <a href={`/incidents/${incident.id}`}>{incident.nature}</a>
        {incident.number && <span className="number">{incident.number}</span>}
      </h3>
      <IncidentFacts incident={incident} names={names} at={at} />
      {notes.length > 0 && <Notes incident={incident} latest={latestNotes} />}
      {notes.length > latestNotes && (
        <p className="more">
          <a href={`/incidents/${incident.id}`}>Toutes les nouvelles de cet incident ({notes.length})</a>
        </p>
      )}
    </article>
  )
}
