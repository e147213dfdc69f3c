import { parisMoment } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Draft } from './circumstances.ts'
import { Fact, Greeting, Lines, Paragraph, Section, Signature, ThanksForPatience } from './paper.tsx'

/** decisions.md: solving a ticket also emails its author. In the words of section 5.2. */
export function ticketSolved({ data }: NotificationOf<'ticket-solved'>): Draft {
  return {
    subject: `✅ Signalement résolu – ${data.number}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>Bonne nouvelle ! Le problème que vous nous avez signalé est maintenant résolu.</Paragraph>
        <Section sign="📋" title="RÉSUMÉ DE VOTRE SIGNALEMENT">
          <Lines>
            <Fact name="Numéro de ticket" isWhole>
              {data.number}
            </Fact>
            <Fact name="Résolution">{data.explanation}</Fact>
            <Fact name="Résolu le">{parisMoment(data.solvedAt)}</Fact>
          </Lines>
        </Section>
        <ThanksForPatience />
        <Signature />
      </>
    ),
  }
}
