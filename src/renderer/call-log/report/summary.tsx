import { Check, Clock } from 'lucide-react'
import { closings } from '#shared/domain/call.ts'
import type { CallReport } from '#shared/domain/call-log.ts'
import { durationWords } from '#shared/domain/duration.ts'
import { formatDayAndHour, formatHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import { channels, lengthOf, lengthWords } from '../words.ts'

/** Who, when, how long, and what came of it. */
export function Summary({ report }: { report: CallReport }) {
  const length = lengthOf(report)
  return (
    <Section title="L’appel">
      <Details
        rows={[
          ['Agent', report.agent.displayName],
          ['Client', report.clientName || (report.isAnonymised ? 'anonymisé' : 'inconnu')],
          ['Canal', channels[report.channel]],
          ['Commencé', formatDayAndHour(report.startedAt)],
          ['Terminé', `à ${formatHour(report.endedAt)}`],
          [
            'Durée',
            <Mark key="length" tone={length === 'aimed' ? 'ok' : 'warn'} shape={length === 'aimed' ? Check : Clock}>
              {durationWords(report.durationMs)}, {lengthWords[length]}
            </Mark>,
          ],
          ['Issue', closings[report.closing]],
          ['Motif', report.reason?.label ?? null],
          ['Ticket', report.tickets.join(', ') || (report.hasTicket ? 'en route, sans numéro encore' : 'aucun')],
          ['Script', report.flowVersion === null ? 'version inconnue' : `version ${report.flowVersion}`],
        ]}
      />
    </Section>
  )
}
