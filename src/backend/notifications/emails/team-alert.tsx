import type { NotificationOf } from '../notification.ts'
import { alertOf } from '../team/alert.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Fact, Lines, Link, Paragraph } from './paper.tsx'

/** R14, "notification équipe technique": what Slack and SMS say too. */
export function teamAlert(
  of: NotificationOf<'team-alert' | 'report-alert' | 'proposal-alert'>,
  { publicUrl }: Circumstances,
): Draft {
  const { title, facts, note } = alertOf(of)
  return {
    subject: `🔧 ${title}`,
    content: (
      <>
        <Paragraph>
          <strong>{title}</strong>
        </Paragraph>
        <Lines>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </Lines>
        {note === null ? null : <Paragraph>{note}</Paragraph>}
        {of.kind === 'team-alert' ? (
          <Paragraph>
            Ce que les clients en voient : <Link href={`${publicUrl}/incidents/${of.data.incidentId}`} />
          </Paragraph>
        ) : (
          <Paragraph>À traiter dans numi Hotliner, écran Incidents.</Paragraph>
        )}
      </>
    ),
  }
}
