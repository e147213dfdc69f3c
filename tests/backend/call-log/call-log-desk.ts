import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { CallValues } from '#shared/domain/call.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { definition, flowHash, ledCall, leftHalfWay } from './led-calls.ts'

interface Recorded {
  minute?: number
  by?: SignedIn
  values?: CallValues
  /** Its agent stopped half way, and the workplace ended it. */
  leftOpen?: boolean
}

/** A backend that knows the flow, two agents who end calls on it and a supervisor; no call is left from test to test. */
export function openCallLogDesk() {
  const desk = {} as { backend: TestBackend; lea: SignedIn; hugo: SignedIn; claire: SignedIn }
  beforeAll(async () => {
    desk.backend = await openBackend()
    desk.lea = await desk.backend.signIn('hotliner')
    desk.hugo = await desk.backend.signIn('hotliner')
    desk.claire = await desk.backend.signIn('supervisor')
    const { token } = desk.claire
    await desk.backend.ask('keepFlow', { params: { hash: flowHash }, body: definition, token })
  })
  afterAll(() => desk.backend.close())
  beforeEach(async () => {
    const tables = [
      'call_review',
      'review_grid',
      'call_view',
      'call_text',
      'call_step',
      'call_visit_count',
      'call_log',
      'call',
      'ticket',
    ] as const
    for (const table of tables) await desk.backend.db.deleteFrom(table).execute()
  })

  return Object.assign(desk, {
    /** Records a call, as its workplace delivers it. @param minute after 2025-12-19 at 10:00 in Paris; its id */
    async record(
      scenario: string,
      { minute = 0, by = desk.lea, values = {}, leftOpen = false }: Recorded = {},
    ): Promise<string> {
      const endedAt = new Date(Date.parse('2025-12-19T09:00:00.000Z') + minute * 60_000).toISOString()
      const led = ledCall(scenario, { agentId: by.id, endedAt, values })
      const body = leftOpen ? leftHalfWay(led) : led
      await desk.backend.ask('recordCall', { params: { id: body.call.id }, body, token: by.deliveryToken })
      return body.call.id
    },
  })
}
