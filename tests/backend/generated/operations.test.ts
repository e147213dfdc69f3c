import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, type Operation, type OperationName } from '#shared/contracts/api.ts'
import { problem } from '#shared/contracts/problem.ts'
import { roles } from '#shared/domain/user.ts'
import { openBackend, problemsOf, type TestBackend } from '../open-backend.ts'
import { addAccount, callRecord, newIncident, newTicket } from '../samples.ts'
import { arbitraryOf } from './arbitrary.ts'

/** How many requests an operation gets, half of them as its schemas say. Many: a new sequence each time; else always the same. */
const many = process.env.NUMI_FUZZ ? { numRuns: Number(process.env.NUMI_FUZZ) } : null
const settings = many ?? { numRuns: 4, seed: 20_251_219 }

let backend: TestBackend
let knownIds: string[]
beforeAll(async () => {
  backend = await openBackend()
  const [agent, technician] = [await backend.signIn('hotliner'), await backend.signIn('technician')]
  const accountId = await addAccount(backend.db)
  const made = async (name: OperationName, body: unknown, token: string) =>
    String((await backend.ask(name, { body, token })).json().id)
  knownIds = [
    ...[agent.id, technician.id, accountId],
    await made('declareIncident', newIncident(), technician.token),
    await made(
      'declareIncident',
      newIncident({ kind: 'maintenance', estimatedEndAt: '2026-01-01T00:00:00.000Z' }),
      technician.token,
    ),
    await made('fileTicket', newTicket({ accountId }), agent.token),
    await made('fileTicket', newTicket(), agent.token),
    await made('createTemplate', { name: 'Panne', content: { for: 'incident', fields: {} } }, technician.token),
  ]
  const { call } = callRecord(agent.id)
  await backend.ask('recordCall', { body: callRecord(agent.id, call.id), token: agent.token })
  knownIds.push(call.id)
})
afterAll(() => backend.close())

const asText = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()

/** A path with its parameters in it. */
const pathOf = (path: string, params: unknown): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = (params as Record<string, unknown> | null)?.[name]
    return encodeURIComponent(asText(value ?? 'none') || 'none')
  })

async function send(operation: Operation, token: string | null, { params, query, body }: Record<string, unknown>) {
  const asked = Object.entries(Object(query)).filter(([, value]) => value !== undefined)
  const response = await backend.server.inject({
    method: operation.method,
    url: pathOf(operation.path, params),
    query: Object.fromEntries(asked.map(([name, value]) => [name, asText(value)])),
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(operation.idempotent && { 'idempotency-key': crypto.randomUUID() }),
      ...(operation.body && { 'content-type': 'application/json' }),
      ...(operation.rawBody && { 'content-type': String(operation.rawBody[0]) }),
    },
    ...(operation.body && { payload: JSON.stringify(body) ?? '' }),
    ...(operation.rawBody && { payload: Buffer.from(String(body)) }),
    payloadAsStream: true,
  })
  const chunks: Buffer[] = []
  if (response.headers['content-type'] === 'text/event-stream') response.stream().destroy()
  else for await (const chunk of response.stream()) chunks.push(chunk)
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() }
}

describe('whatever its input, an operation answers what the contract says', () => {
  it.each(Object.entries(api) as [OperationName, Operation][])(
    '%s',
    async (_, operation) => {
      const input = (hostility: number) => {
        const part = (schema: Operation['body']) =>
          schema ? arbitraryOf(schema, { knownIds, hostility }) : fc.constant(undefined)
        return fc.record({
          params: part(operation.params),
          query: part(operation.query),
          body: operation.rawBody ? fc.string({ maxLength: 40 }) : part(operation.body),
        })
      }
      const allowed = roles.filter((role) => operation.roles === 'anyone' || operation.roles.includes(role))
      const property = fc.asyncProperty(
        fc.oneof(input(0), input(12)),
        fc.constantFrom(...allowed),
        async (sent, role) => {
          // A session of its own: it may end its own, or anybody's.
          const { token } = await backend.signIn(role)
          const { status, text } = await send(operation, operation.secret ? null : token, sent)
          if (status < 400) {
            expect(status).toBe(operation.status)
            return
          }
          const { code } = problem.parse(JSON.parse(text))
          expect([...problemsOf(operation), 'invalid-input', 'not-found']).toContain(code)
          expect(['internal-error', 'unavailable'], text).not.toContain(code)
        },
      )
      await fc.assert(property, settings)
    },
    many ? 600_000 : 20_000,
  )
})
