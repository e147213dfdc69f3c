import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Fact, Greeting, Line, Lines, Paragraph, Section, Signature } from './paper.tsx'

/** What one of the technical team answers about a report: section 3.3, "vous tiendra informé par email". */
export function ticketAnswer({ data }: NotificationOf<'ticket-answer'>, { hotline }: Circumstances): Draft {
  return {
    subject: `Votre signalement ${data.number}`,
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>Notre équipe technique vous répond au sujet du problème que vous nous avez signalé.</Paragraph>
        <Section sign="💬" title="NOTRE RÉPONSE">
          {data.text
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text that does not change
              <Paragraph key={index}>{line}</Paragraph>
            ))}
        </Section>
        <Section sign="📋" title="VOTRE SIGNALEMENT">
          <Lines>
            <Fact name="Numéro de ticket" isWhole>
              {data.number}
            </Fact>
            <Line>
              Pour nous répondre, contactez la hotline{hotline === null ? '' : ` au ${hotline}`} en donnant ce numéro
            </Line>
          </Lines>
        </Section>
        <Signature />
      </>
    ),
  }
}
