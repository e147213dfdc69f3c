import type { NotificationOf } from '../notification.ts'
import { alertOf } from '../team/alert.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Line, Lines, Link, Paragraph, Section } from './paper.tsx'

/** R14, "notification équipe technique": what Slack and SMS say too. */
export function teamAlert(of: NotificationOf<'team-alert'>, { publicUrl }: Circumstances): Draft {
  const { title, lines } = alertOf(of)
  return {
    subject: `🔧 ${title}`,
    content: (
      <>
        <Section sign="🔧" title={title}>
          <Lines>
            {lines.slice(1).map((line) => (
              <Line key={line}>{line}</Line>
            ))}
          </Lines>
        </Section>
        <Paragraph>
          Ce que les clients en voient : <Link href={`${publicUrl}/incidents/${of.data.incidentId}`} />
        </Paragraph>
      </>
    ),
  }
}
