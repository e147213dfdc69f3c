import type { StationInput, StationState } from '#shared/contracts/station.ts'
import { type Callers, callers } from '#shared/flow/scenario.ts'
import type { Practice } from '#shared/training/practice.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { failed, ok, quietState, TestStation } from '../test-station.ts'

const scenario = (id: string, title: string, change: object = {}) => ({
  ...{ id, title, client: 'unknown', caller: null },
  persona: { name: 'Sophie L.', mood: 'pressée', opening: 'Bonjour, rien ne s’affiche.' },
  turns: [
    { at: 'greet', says: 'Oui.', answer: 'greet.yes' },
    { at: 'browser', says: 'Chrome.', answer: 'browser.chrome' },
    { at: 'form', says: 'Non, rien de plus.', answer: 'form.file' },
    { at: 'filed', says: 'Merci.', answer: 'filed.end' },
  ],
  expect: { closing: 'persisting', ticket: 'filed' },
  ...change,
})

/** Two callers of the small flow. */
export const smallCallers = (): Callers =>
  callers.parse({
    scenarios: [
      scenario('rien-ne-s-affiche', 'Rien ne s’affiche'),
      scenario('deja-repare', 'Tout remarche', {
        turns: [
          { at: 'greet', says: 'Oui.', answer: 'greet.yes' },
          { at: 'browser', says: 'Ah, ça remarche.', answer: 'browser.works' },
        ],
        expect: { closing: 'resolved', ticket: 'none' },
      }),
    ],
    cast: {},
    words: {},
  })

/** A station where training can be asked for, and a service that keeps what was practised. */
export function trainingStation(state: Partial<StationState> = {}) {
  const recorded: Practice[] = []
  const drafts = new Map<string, string>()
  const service = ({ operation, input }: StationInput<'service.ask'>) => {
    if (station.link === 'offline') return failed('unreachable')
    switch (operation) {
      case 'listScenarios':
        return ok({ answer: { scenarios: [] } })
      case 'listPractices':
        return ok({ answer: { practices: [], branches: {} } })
      case 'recordPractice':
        recorded.push(input.body as Practice)
        return ok({ answer: undefined })
      default:
        return failed('not-found')
    }
  }
  const station = Object.assign(
    new TestStation(
      { ...quietState, ...state },
      {
        'flows.current': () => ok({ hash: 'a'.repeat(64), definition: smallFlow(), refusal: null }),
        'flows.callers': () => ok(smallCallers()),
        'service.ask': service,
        'drafts.read': ({ key }) => ok({ text: drafts.get(key) ?? null }),
        'drafts.keep': ({ key, text }) => {
          drafts.set(key, text)
          return ok({})
        },
        'drafts.forget': ({ key }) => {
          drafts.delete(key)
          return ok({})
        },
      },
    ),
    { link: state.link ?? 'online', recorded, drafts },
  )
  return station
}
