import { isCalledOff } from '#shared/domain/incident.ts'
import { duration, parisHourBeside } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { givenBack, namesOf, servicesWord, subjectOf, touched, touchesPortal } from './incident-words.ts'
import { Fact, Greeting, Line, Lines, Link, Paragraph, Section, Signature, ThanksForPatience } from './paper.tsx'

type Resolved = NotificationOf<'incident-resolved'>

/**
 * Section 5.2, word for word; of a service that another incident still touches, nothing is promised back.
 * @param surveyUrl where its reader says what they thought of how it went
 */
export function incidentResolved({ data }: Resolved, { troubledServiceIds }: Circumstances, surveyUrl: string): Draft {
  const { services } = data
  const isOff = isCalledOff(data)
  // What never began took nothing away.
  const restored = isOff ? [] : services.filter((service) => !troubledServiceIds.includes(service.id))
  const possible = givenBack(restored)
  const isMaintenance = data.kind === 'maintenance'
  const back = touchesPortal(restored) ? ' de nouveau accessible' : ''
  return {
    subject: isMaintenance
      ? `✅ Maintenance ${isOff ? 'annulée' : 'terminée'} – ${subjectOf(services)}${back}`
      : `✅ Incident résolu – ${subjectOf(services)}${back}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          {isMaintenance
            ? `La maintenance prévue sur ${touched(services)} est ${isOff ? 'annulée' : 'maintenant terminée'}.`
            : `Bonne nouvelle ! L'incident technique affectant ${touched(services)} est maintenant résolu.`}
        </Paragraph>
        <Section sign="📋" title={isMaintenance ? 'RÉSUMÉ DE LA MAINTENANCE' : "RÉSUMÉ DE L'INCIDENT"}>
          <Lines>
            <Fact name={servicesWord(services)}>{namesOf(services)}</Fact>
            <Fact name="Durée">{lasted(data)}</Fact>
            <Fact name="Cause">{data.cause}</Fact>
            <Fact name="Résolution">{data.resolution}</Fact>
          </Lines>
        </Section>
        {possible.length === 0 ? null : (
          <Section sign="✅" title="VOUS POUVEZ À NOUVEAU :">
            <Lines>
              {possible.map((line) => (
                <Line key={line}>{line}</Line>
              ))}
            </Lines>
          </Section>
        )}
        <ThanksForPatience />
        <Signature />
        {isMaintenance ? null : (
          <Paragraph>
            Êtes-vous satisfait(e) de la façon dont cet incident a été traité ?{' '}
            <Link href={surveyUrl}>Donnez votre avis en un clic</Link>
          </Paragraph>
        )}
      </>
    ),
  }
}

/** "45 minutes (de 00:45 à 01:30)"; of a maintenance that never began, nothing. */
function lasted({ startedAt, resolvedAt }: Resolved['data']): string | null {
  if (resolvedAt === null || resolvedAt < startedAt) return null
  return `${duration(startedAt, resolvedAt)} (de ${parisHourBeside(startedAt, resolvedAt)} à ${parisHourBeside(resolvedAt, startedAt)})`
}
