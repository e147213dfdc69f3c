import { Feed } from 'feed'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Incident, isCalledOff, isEnded, stateWords } from '#shared/domain/incident.ts'
import { duration, parisMoment } from '../paris.ts'
import { Notes, type ServiceNames } from './incident-facts.tsx'

/** The latest news of incidents and maintenances, for feed readers. @param incidents latest change first */
export function incidentFeed(incidents: readonly Incident[], names: ServiceNames, publicUrl: string): Feed {
  const feed = new Feed({
    id: `${publicUrl}/`,
    title: 'Statut des services numi.support',
    description: 'Incidents et maintenances de numi.support',
    link: `${publicUrl}/`,
    language: 'fr',
    feedLinks: { atom: `${publicUrl}/flux.atom`, rss: `${publicUrl}/flux.rss` },
    // Nothing published yet is news of no moment.
    updated: new Date(incidents[0]?.updatedAt ?? 0),
    generator: false,
    author: { name: 'numi.support' },
  })
  for (const incident of incidents) {
    const touched = incident.services.map(({ id }) => names.get(id) ?? id).join(', ')
    feed.addItem({
      id: `urn:uuid:${incident.id}`,
      link: `${publicUrl}/incidents/${incident.id}`,
      title: markup(`${stateWords(incident)} : ${incident.nature} (${touched})`),
      // What readers that show no more than a line take, and those that know of no other text.
      description: markup(`${touched} : ${incident.impact}`),
      content: markup(<News incident={incident} touched={touched} />),
      published: new Date(incident.declaredAt),
      date: new Date(incident.updatedAt),
    })
  }
  return feed
}

function News({ incident, touched }: { incident: Incident; touched: string }) {
  const { startedAt, estimatedEndAt, resolvedAt } = incident
  const isOff = isCalledOff(incident)
  return (
    <>
      <p>
        {touched} : {incident.impact}
      </p>
      <p>
        {isOff ? 'Début prévu' : 'Début'} : {parisMoment(startedAt)}
        {isEnded(incident) &&
          resolvedAt &&
          (isOff
            ? `, annulation : ${parisMoment(resolvedAt)}`
            : `, fin : ${parisMoment(resolvedAt)} (${duration(startedAt, resolvedAt)})`)}
        {!isEnded(incident) && estimatedEndAt && `, fin estimée : ${parisMoment(estimatedEndAt)}`}
      </p>
      {incident.resolution && <p>Résolution : {incident.resolution}</p>}
      {incident.notes.length > 0 && <Notes incident={incident} />}
    </>
  )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that no XML document may hold
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** HTML, of characters that XML can carry. */
const markup = (of: ReactNode): string => renderToStaticMarkup(of).toWellFormed().replace(notXml, '\ufffd')
