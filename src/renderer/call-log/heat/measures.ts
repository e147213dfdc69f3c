import type { FlowHeat } from '#shared/domain/call-log.ts'
import { durationWords } from '#shared/domain/duration.ts'
import type { Painting } from '../../flow-chart/flow-chart.tsx'

type Step = FlowHeat['steps'][number]

/** What the drawing can be warmed by. */
export const measures = {
  visits: 'Passages',
  time: 'Temps médian',
  abandoned: 'Abandons',
  tickets: 'Mène à un ticket',
} as const
export type Measure = keyof typeof measures

const number = new Intl.NumberFormat('fr-FR')

export const medianWords = (medianMs: number | null): string => (medianMs === null ? '—' : durationWords(medianMs))

/** "42 %" of something; "—" of nothing. */
export const shareWords = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((100 * part) / whole).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} %`

const values: Record<Measure, (step: Step) => number> = {
  visits: ({ visits }) => visits,
  time: ({ medianMs }) => medianMs ?? 0,
  abandoned: ({ abandoned }) => abandoned,
  tickets: ({ ticketCalls, calls }) => (calls === 0 ? 0 : ticketCalls / calls),
}
const countWords = (count: number, of: string): string => `${number.format(count)} ${of}${count > 1 ? 's' : ''}`
const badges: Record<Measure, (step: Step) => [badge: string, words: string]> = {
  visits: ({ visits }) => [number.format(visits), countWords(visits, 'passage')],
  time: ({ medianMs }) => [medianWords(medianMs), `temps médian ${medianWords(medianMs)}`],
  abandoned: ({ abandoned }) => [number.format(abandoned), countWords(abandoned, 'abandon')],
  tickets: ({ ticketCalls, calls }) => [
    shareWords(ticketCalls, calls),
    `${shareWords(ticketCalls, calls)} des appels ont un ticket`,
  ],
}

/** The drawing warmed by one measure: the warmest step is the most of it; a step that no call reached stays cold. */
export function paintingOf({ steps, ways }: FlowHeat, measure: Measure): Painting {
  const value = values[measure]
  const most = Math.max(...steps.map(value), Number.EPSILON)
  const taken = new Map<string, number>()
  for (const { from, to, visits, ticketVisits } of ways) {
    const id = `${from}>${to}`
    taken.set(id, (taken.get(id) ?? 0) + (measure === 'tickets' ? ticketVisits : visits))
  }
  const mostTaken = Math.max(...taken.values(), 1)
  return {
    steps: new Map(
      steps.map((step) => {
        const [badge, words] = badges[measure](step)
        // Counts differ by orders of magnitude: their square roots are still told apart.
        return [step.stepId, { heat: Math.sqrt(value(step) / most), badge, words }]
      }),
    ),
    ways: new Map([...taken].map(([id, visits]) => [id, Math.sqrt(visits / mostTaken)])),
  }
}
