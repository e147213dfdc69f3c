import type { StationInput, StationState } from '#shared/contracts/station.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { type Callers, callers } from '#shared/flow/scenario.ts'
import type { Practice } from '#shared/training/practice.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import type { NewScenario, SavedScenario } from '#shared/training/saved-scenario.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

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

export const trainer = { ...agent, role: 'trainer' as const }

export const recordedId = '0190a000-0000-7000-8000-0000000000c1'

/** A call on the small flow, recorded: its caller had Chrome, a ticket was filed. */
function recordedCall(): RecordedCall {
  const flow = compile(smallFlow())
  const [scenario] = smallCallers().scenarios
  if (!scenario) throw new Error('There is no scenario.')
  const { journal, closing } = rehearse(flow, scenario)
  return {
    ...{ id: recordedId, flowId: 'small', flowHash: 'a'.repeat(64), channel: 'phone', closing, values: {} },
    ...{ startedAt: '2025-12-19T00:45:00.000Z', endedAt: '2025-12-19T00:50:00.000Z' },
    journal: journal.map((record, at) => ({ ...record, elapsedMs: (at + 1) * 1000 })),
    platform: { services: [], incidents: [] },
  }
}

/** Léa's own practice on it, all as it should be but its points. */
export function practised(): Practice {
  const { journal, flowHash, startedAt } = recordedCall()
  const [scenario] = smallCallers().scenarios
  if (!scenario) throw new Error('There is no scenario.')
  return {
    ...{ id: recordedId, flowId: 'small', flowHash, scenario, seed: 1, startedAt, journal: [...journal] },
    evidence: { filled: [], client: 'none' },
    marks: { branch: 40, sentences: 25, time: 2, ticket: 10 },
    branches: ['greet>greet.yes'],
  }
}

const at = '2025-12-19T00:45:00.000Z'
const lea = () => ({
  practices: [
    {
      ...{ id: recordedId, flowId: 'small', scenarioId: 'rien-ne-s-affiche', title: 'Rien ne s’affiche' },
      ...{ startedAt: at, durationMs: 4000, score: 77 },
    },
  ],
  branches: { 'greet>greet.yes': 1 },
})

/** A station where training can be asked for, and a service that keeps what was practised. */
export function trainingStation(state: Partial<StationState> = {}) {
  const recorded: Practice[] = []
  const saved: SavedScenario[] = []
  const drafts = new Map<string, string>()
  const service = ({ operation, input }: StationInput<'service.ask'>) => {
    if (station.link === 'offline') return failed('unreachable')
    switch (operation) {
      case 'listScenarios':
        return ok({ answer: { scenarios: [...saved] } })
      case 'listPractices':
        return ok({ answer: input.query?.userId ? lea() : { practices: [], branches: {} } })
      case 'listTrainees':
        return ok({
          answer: { trainees: [{ userId: agent.id, displayName: 'Léa M.', practices: 1, score: 77, lastAt: at }] },
        })
      case 'readPractice':
        return ok({ answer: practised() })
      case 'recordPractice':
        recorded.push(input.body as Practice)
        return ok({ answer: undefined })
      case 'readReplay':
        return ok({ answer: recordedCall() })
      case 'readFlowDefinition':
        return ok({ answer: smallFlow() })
      case 'createScenario': {
        const written = input.body as NewScenario
        const kept = { ...written, id: crypto.randomUUID(), version: 1, updatedAt: '2025-12-19T10:00:00.000Z' }
        saved.unshift({ ...kept, updatedBy: trainer.displayName })
        return ok({ answer: saved[0] })
      }
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
    { link: state.link ?? 'online', recorded, saved, drafts },
  )
  return station
}
