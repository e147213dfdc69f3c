import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { v7 as uuid } from 'uuid'
import { expect } from 'vitest'
import { type Clock, secondsAfter } from '#backend/clock.ts'
import type { Config } from '#backend/config.ts'
import type { Db } from '#backend/database/open.ts'
import { buildServer } from '#backend/server.ts'
import { addSession } from '#backend/sessions/repository.ts'
import { hashToken, newToken } from '#backend/sessions/token.ts'
import { api, type Operation, type OperationName } from '#shared/contracts/api.ts'
import { type ProblemCode, problem } from '#shared/contracts/problem.ts'
import type { Role } from '#shared/domain/user.ts'
import { databaseOf, dropDatabaseOf } from './test-database.ts'

/** A clock that a test moves. */
export interface TestClock extends Clock {
  set(at: string): void
  advance(seconds: number): void
}

export function testClock(at = '2025-12-19T10:00:00.000Z'): TestClock {
  let now = new Date(at)
  return {
    now: () => now,
    set: (next) => {
      now = new Date(next)
    },
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

/** A user of a role, signed in. */
export interface SignedIn {
  id: string
  displayName: string
  token: string
  deliveryToken: string
}

interface Asked {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** Whose token; none: anonymous. */
  token?: string
  /** Idempotency-Key; a new one unless told, null: none. */
  key?: string | null
  headers?: Record<string, string>
}

export interface TestBackend {
  server: FastifyInstance
  db: Db
  clock: TestClock
  dataDir: string
  config: Config
  signIn(role: Role): Promise<SignedIn>
  ask(name: OperationName, asked?: Asked): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

interface TestSettings extends Partial<Config> {
  clock?: TestClock
}

/** A real backend on a real database of its own. */
export async function openBackend(settings: TestSettings = {}): Promise<TestBackend> {
  const clock = settings.clock ?? testClock()
  const dataDir = settings.dataDir ?? (await mkdtemp(join(tmpdir(), 'numi-backend-')))
  const config: Config = {
    host: '127.0.0.1',
    port: 4400,
    publicUrl: 'http://127.0.0.1:4400',
    staticDir: null,
    smtpUrl: null,
    mailFrom: 'numi.support <test@numi.example>',
    hotline: null,
    team: { emails: [], slackWebhook: null, sms: null },
    isBehindProxy: false,
    isDemo: false,
    historyFlowsDir: null,
    services: [
      { id: 'portail-client', name: 'Portail client', isPublic: true },
      {
        ...{ id: 'notifications-email', name: 'Notifications email', isPublic: true },
        heartbeat: { key: 'a-heartbeat-key-of-the-tests', validForSeconds: 120 },
      },
    ],
    secret: Buffer.from('the secret of the tests, 32 bytes'),
    metricsToken: null,
    stopSeconds: 5,
    alerts: { token: null, serviceLabel: 'service', validationMinutes: 10 },
    proposals: { minimum: 3, minutes: 10 },
    keep: { calls: 365, tickets: 730, notifications: 365, audit: 1095, feedback: 730 },
    firstAdmin: null,
    logLevel: 'silent',
    databaseUrl: await databaseOf(dataDir, 'lent'),
    ...settings,
    clock,
    dataDir,
  }
  const server = await buildServer(config)
  const { db } = server.backend
  return {
    ...{ server, db, clock, dataDir, config },
    signIn: (role) => signInAs(db, role, clock.now()),
    ask: (name, asked = {}) => ask(server, api[name], asked),
    async close() {
      await server.close()
      if (settings.dataDir) return
      await dropDatabaseOf(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function ask(server: FastifyInstance, operation: Operation, asked: Asked): Promise<LightMyRequestResponse> {
  const response = await send(server, operation, asked)
  if (response.statusCode >= 400) expect(problemsOf(operation)).toContain(problem.parse(response.json()).code)
  else expect(response.statusCode).toBe(operation.status)
  return response
}

/** The problems that the contract lets an operation answer. */
export function problemsOf({ problems, idempotent, body }: Operation): ProblemCode[] {
  return [
    ...problems,
    ...(['unauthenticated', 'forbidden', 'internal-error', 'unavailable'] as const),
    ...(idempotent ? (['invalid-input', 'key-reused', 'still-running'] as const) : []),
    ...(body ? (['too-large'] as const) : []),
  ]
}

function send(server: FastifyInstance, operation: Operation, asked: Asked): Promise<LightMyRequestResponse> {
  const { params = {}, query, body, token, key = uuid(), headers = {} } = asked
  return server.inject({
    method: operation.method,
    url: operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none')),
    ...(query && { query }),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(operation.idempotent && key !== null && { 'idempotency-key': key }),
      ...(operation.body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && {
      payload: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body),
    }),
  })
}

/** Of the right shape, and of no password. */
const noPassword = `scrypt$16$1$1$AA$${'A'.repeat(43)}`

/** As if they had signed in, without the second that a password takes. */
async function signInAs(db: Db, role: Role, now: Date): Promise<SignedIn> {
  const user = { id: uuid(), displayName: `${role} ${uuid().slice(-4)}` }
  await db
    .insertInto('user')
    .values({
      id: user.id,
      email: `${user.id}@numi.example`,
      display_name: user.displayName,
      role,
      password_hash: noPassword,
      is_disabled: 0,
      created_at: now.toISOString(),
    })
    .execute()
  const issue = async (kind: 'session' | 'delivery', hours: number) => {
    const token = newToken()
    await addSession(db, {
      ...{ token_hash: hashToken(token), user_id: user.id, kind, revoked_at: null },
      ...{ created_at: now.toISOString(), expires_at: secondsAfter(now, hours * 3600) },
    })
    return token
  }
  return { ...user, token: await issue('session', 12), deliveryToken: await issue('delivery', 720) }
}
