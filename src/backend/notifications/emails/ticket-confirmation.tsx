import { parisMoment } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Fact, Greeting, Line, Lines, Paragraph, Section, Signature } from './paper.tsx'

/** Section 2, phase 4 and section 3.3, "signalement envoyé". */
export function ticketConfirmation({ data }: NotificationOf<'ticket-confirmation'>, { hotline }: Circumstances): Draft {
  return {
    subject: `✅ Signalement enregistré – ${data.number}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>Merci d'avoir signalé ce problème !</Paragraph>
        <Section sign="📋" title="VOTRE SIGNALEMENT">
          <Lines>
            <Fact name="Numéro de ticket" isWhole>
              {data.number}
            </Fact>
            <Fact name="Type d'incident">{data.type}</Fact>
            <Fact name="Priorité">{data.priority}</Fact>
            <Fact name="Reçu le">{parisMoment(data.receivedAt)}</Fact>
          </Lines>
          <Paragraph>
            Notre équipe technique va analyser votre signalement et vous tiendra informé par email. Conservez ce numéro
            si vous souhaitez nous recontacter.
          </Paragraph>
        </Section>
        <Section sign="💡" title="EN ATTENDANT">
          <Lines>
            {data.isCacheCleared ? null : <Line>Essayez de vider le cache de votre navigateur</Line>}
            <Line>Contactez la hotline{hotline === null ? '' : ` au ${hotline}`} si le problème est urgent</Line>
          </Lines>
        </Section>
        <Paragraph>Merci de votre patience et de votre compréhension.</Paragraph>
        <Signature />
      </>
    ),
  }
}
