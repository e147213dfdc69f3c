import { incidentStates } from '#shared/domain/incident.ts'
import { parisHour, parisMoment } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Meanwhile } from './incident-started.tsx'
import { expectedEnd, namesOf, servicesWord, subjectOf, touched } from './incident-words.ts'
import { Fact, Greeting, Line, Lines, Link, Paragraph, Section, Signature } from './paper.tsx'

/** What is new of an incident that its reader knows of: all that happened since they were last told, as one. */
export function incidentUpdated({ data }: NotificationOf<'incident-updated'>, circumstances: Circumstances): Draft {
  const { services, startedAt, event, kind, notes } = data
  const isMaintenance = kind === 'maintenance'
  const noun = isMaintenance ? 'Maintenance' : 'Incident technique'
  const isBack = event === 'reopened'
  const isPlanned = data.state === 'scheduled'
  return {
    subject: `${isBack ? '⚠️' : 'ℹ️'} ${noun} – ${isBack ? backWords(isPlanned) : 'point de situation'} – ${subjectOf(services)}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>{opening({ isMaintenance, isPlanned, isBack }, touched(services))}</Paragraph>
        {notes.length === 0 ? null : (
          <Section sign="🆕" title="CE QUI EST NOUVEAU">
            <Lines>
              {notes.map(({ id, at, text }) => (
                <Line key={id}>
                  {parisHour(at)} : {text}
                </Line>
              ))}
            </Lines>
          </Section>
        )}
        <Section sign="📋" title="OÙ NOUS EN SOMMES">
          <Lines>
            <Fact name={servicesWord(services)}>{namesOf(services)}</Fact>
            <Fact name="Impact">{data.impact}</Fact>
            <Fact name={isPlanned ? 'Début prévu' : 'Début'}>{parisMoment(startedAt)}</Fact>
            <Fact name="Statut">{incidentStates[data.state]}</Fact>
            <Fact name="Cause">{data.cause}</Fact>
            <Fact name={isMaintenance ? 'Fin prévue' : 'Résolution estimée'}>{expectedEnd(data)}</Fact>
          </Lines>
        </Section>
        {isMaintenance ? (
          <Paragraph>
            Vous pouvez la suivre ici : <Link href={`${circumstances.publicUrl}/statut`} />
          </Paragraph>
        ) : (
          <>
            <Meanwhile workarounds={data.workarounds} circumstances={circumstances} />
            <Paragraph>Nous vous tiendrons informé(e) dès que le problème sera résolu.</Paragraph>
          </>
        )}
        <Paragraph>Merci de votre patience et de votre compréhension.</Paragraph>
        <Signature />
      </>
    ),
  }
}

const backWords = (isPlanned: boolean) => (isPlanned ? 'de nouveau prévue' : 'de nouveau en cours')

type Standing = Record<'isMaintenance' | 'isPlanned' | 'isBack', boolean>

function opening({ isMaintenance, isPlanned, isBack }: Standing, where: string): string {
  if (isMaintenance && isBack)
    return isPlanned
      ? `La maintenance sur ${where}, que nous avions dite annulée, aura bien lieu.`
      : `La maintenance sur ${where}, que nous avions dite terminée, continue.`
  if (isMaintenance) return `Voici les dernières nouvelles de la maintenance sur ${where}.`
  return isBack
    ? `L'incident technique affectant ${where}, que nous avions dit résolu, est de nouveau en cours. Nous nous en excusons.`
    : `Voici les dernières nouvelles de l'incident technique qui affecte ${where}.`
}
