import { parisMoment } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { expectedEnd, namesOf, servicesWord, subjectOf, touched } from './incident-words.ts'
import { Fact, Greeting, Line, Lines, Link, Paragraph, Section, Signature } from './paper.tsx'

type Started = NotificationOf<'incident-started'>

/** Section 5.1, word for word; of a maintenance, in its manner. */
export function incidentStarted(of: Started, circumstances: Circumstances): Draft {
  return of.data.kind === 'maintenance' ? maintenance(of, circumstances) : incident(of, circumstances)
}

function incident({ data }: Started, circumstances: Circumstances): Draft {
  const { services, startedAt } = data
  return {
    subject: `⚠️ Incident technique en cours – ${subjectOf(services)}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>Nous vous informons qu'un incident technique affecte actuellement {touched(services)}.</Paragraph>
        <Section sign="📋" title="DÉTAILS DE L'INCIDENT">
          <Lines>
            <Fact name={servicesWord(services)}>{namesOf(services)}</Fact>
            <Fact name="Impact">{data.impact}</Fact>
            <Fact name="Début">{parisMoment(startedAt)}</Fact>
            <Fact name="Résolution estimée">{expectedEnd(data)}</Fact>
          </Lines>
        </Section>
        <Section sign="🔧" title="CE QUE NOUS FAISONS">
          <Paragraph>
            Nos équipes techniques travaillent activement à la résolution de ce problème. Nous mettons tout en œuvre
            pour rétablir le service dans les meilleurs délais.
          </Paragraph>
        </Section>
        <Meanwhile workarounds={data.workarounds} circumstances={circumstances} />
        <Paragraph>Nous vous tiendrons informé(e) dès que le problème sera résolu.</Paragraph>
        <Paragraph>Merci de votre patience et de votre compréhension.</Paragraph>
        <Signature />
      </>
    ),
  }
}

interface MeanwhileProps {
  workarounds: readonly string[]
  circumstances: Pick<Circumstances, 'publicUrl' | 'hotline' | 'isMobileAppUp'>
}

/** What can be done until it is over: the incident's own ways, then those that always are, each said once. */
export function Meanwhile({ workarounds, circumstances: { publicUrl, hotline, isMobileAppUp } }: MeanwhileProps) {
  const isSaid = (word: string) => workarounds.some((way) => way.toLowerCase().includes(word))
  return (
    <Section sign="💡" title="EN ATTENDANT (solutions temporaires)">
      {workarounds.length === 0 ? null : (
        <Lines>
          {workarounds.map((way) => (
            <Line key={way}>{way}</Line>
          ))}
        </Lines>
      )}
      <Paragraph>{workarounds.length === 0 ? 'Vous pouvez :' : 'Vous pouvez aussi :'}</Paragraph>
      <Lines>
        {isMobileAppUp && !isSaid('application mobile') ? (
          <Line>📱 Utiliser l'application mobile numi (pleinement opérationnelle)</Line>
        ) : null}
        {hotline === null || isSaid('hotline') ? null : <Line>📞 Contacter la hotline au {hotline}</Line>}
        <Line>
          🌐 Consulter le statut en temps réel : <Link href={`${publicUrl}/statut`} />
        </Line>
      </Lines>
    </Section>
  )
}

function maintenance({ data }: Started, { publicUrl }: Circumstances): Draft {
  const { services, startedAt, state } = data
  const isPlanned = state === 'scheduled'
  return {
    subject: `🔧 Maintenance ${isPlanned ? 'prévue' : 'en cours'} – ${subjectOf(services)}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          Nous vous informons qu'une maintenance {isPlanned ? 'est prévue' : 'est en cours'} sur {touched(services)}.
        </Paragraph>
        <Section sign="📋" title="DÉTAILS DE LA MAINTENANCE">
          <Lines>
            <Fact name={servicesWord(services)}>{namesOf(services)}</Fact>
            <Fact name="Nature">{data.nature}</Fact>
            <Fact name="Impact">{data.impact}</Fact>
            <Fact name={isPlanned ? 'Début prévu' : 'Début'}>{parisMoment(startedAt)}</Fact>
            <Fact name="Fin prévue">{expectedEnd(data)}</Fact>
          </Lines>
        </Section>
        <Paragraph>
          Vous pourrez la suivre ici : <Link href={`${publicUrl}/statut`} />
        </Paragraph>
        <Paragraph>Merci de votre patience et de votre compréhension.</Paragraph>
        <Signature />
      </>
    ),
  }
}
