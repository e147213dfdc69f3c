import { duration, parisHourBeside, parisMoment } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Fact, Greeting, Line, Lines, Link, Paragraph, Section, Signature, ThanksForPatience } from './paper.tsx'

type Touched = readonly { id: string; name: string }[]

const portalId = 'portail-client'
const names = (services: Touched) => services.map((service) => service.name).join(', ')
const touchesPortal = (services: Touched) => services.some((service) => service.id === portalId)

/** What the source calls the portal; of an incident elsewhere it would not be true. */
const touched = (services: Touched) => (touchesPortal(services) ? 'le portail numi.support' : 'numi.support')

/** Section 5.1, word for word. */
export function incidentStarted(
  { data }: NotificationOf<'incident-started'>,
  { publicUrl, hotline, isMobileAppUp }: Circumstances,
): Draft {
  const { services, startedAt, estimatedEndAt } = data
  const status = `${publicUrl}/statut`
  return {
    subject: `⚠️ Incident technique en cours – ${touchesPortal(services) ? 'Portail numi.support' : names(services)}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>Nous vous informons qu'un incident technique affecte actuellement {touched(services)}.</Paragraph>
        <Section sign="📋" title="DÉTAILS DE L'INCIDENT">
          <Lines>
            <Fact name="Service affecté">{names(services)}</Fact>
            <Fact name="Impact">{data.impact}</Fact>
            <Fact name="Début">{parisMoment(startedAt)}</Fact>
            <Fact name="Résolution estimée">
              {estimatedEndAt === null
                ? null
                : `${parisHourBeside(estimatedEndAt, startedAt)} (environ ${duration(startedAt, estimatedEndAt)})`}
            </Fact>
          </Lines>
        </Section>
        <Section sign="🔧" title="CE QUE NOUS FAISONS">
          <Paragraph>
            Nos équipes techniques travaillent activement à la résolution de ce problème. Nous mettons tout en œuvre
            pour rétablir le service dans les meilleurs délais.
          </Paragraph>
        </Section>
        <Section sign="💡" title="EN ATTENDANT (solutions temporaires)">
          <Paragraph>Vous pouvez :</Paragraph>
          <Lines>
            {isMobileAppUp ? <Line>📱 Utiliser l'application mobile numi (pleinement opérationnelle)</Line> : null}
            {hotline === null ? null : <Line>📞 Contacter la hotline au {hotline}</Line>}
            <Line>
              🌐 Consulter le statut en temps réel : <Link href={status} />
            </Line>
          </Lines>
        </Section>
        <Paragraph>Nous vous tiendrons informé(e) dès que le problème sera résolu.</Paragraph>
        <Paragraph>Merci de votre patience et de votre compréhension.</Paragraph>
        <Signature />
      </>
    ),
  }
}

/** What a service's return gives back to a client: the lines of section 5.2. */
const returned: Record<string, readonly string[]> = {
  [portalId]: [
    'Vous connecter normalement au portail',
    'Accéder à vos tickets et ateliers',
    'Réserver de nouveaux ateliers',
    'Consulter toutes vos ressources',
  ],
  'reservation-ateliers': ['Réserver de nouveaux ateliers'],
  'base-de-connaissance': ['Consulter toutes vos ressources'],
}

/** Section 5.2, word for word; of a service that another incident still touches, nothing is promised back. */
export function incidentResolved(
  { data }: NotificationOf<'incident-resolved'>,
  { troubledServiceIds }: Circumstances,
): Draft {
  const { services, startedAt, resolvedAt } = data
  const restored = services.filter((service) => !troubledServiceIds.includes(service.id))
  const possible = [...new Set(restored.flatMap((service) => returned[service.id] ?? []))]
  const subject = touchesPortal(services) ? 'Portail numi.support' : names(services)
  return {
    subject: `✅ Incident résolu – ${subject}${touchesPortal(restored) ? ' de nouveau accessible' : ''}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          Bonne nouvelle ! L'incident technique affectant {touched(services)} est maintenant résolu.
        </Paragraph>
        <Section sign="📋" title="RÉSUMÉ DE L'INCIDENT">
          <Lines>
            <Fact name="Service affecté">{names(services)}</Fact>
            <Fact name="Durée">
              {`${duration(startedAt, resolvedAt)} (de ${parisHourBeside(startedAt, resolvedAt)} à ${parisHourBeside(resolvedAt, startedAt)})`}
            </Fact>
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
      </>
    ),
  }
}
