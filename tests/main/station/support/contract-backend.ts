import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hashOf } from '#node/flows/read.ts'
import { api, type OperationName } from '#shared/contracts/api.ts'
import { description, descriptionPath } from '#shared/contracts/description.ts'
import { type ProblemCode, problems } from '#shared/contracts/problem.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'

/** One request as the backend saw it. */
export interface Seen {
  operation: OperationName
  params: Record<string, string>
  body: unknown
  key: string | undefined
  token: string | undefined
}

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
type Behaviour = (seen: Seen) => Answer | 'cut' | Promise<Answer | 'cut'>

export const refuses = (code: ProblemCode, headers: Record<string, string> = {}): Answer => ({
  status: problems[code].status,
  headers,
  body: { type: 'about:blank', title: problems[code].title, status: problems[code].status, code },
})

export const agents = {
  lea: {
    user: {
      id: '018f0000-0000-7000-8000-000000000001',
      email: 'lea@numi.support',
      displayName: 'Léa M.',
      role: 'hotliner',
    },
    password: 'bonjour',
  },
  karim: {
    user: {
      id: '018f0000-0000-7000-8000-000000000002',
      email: 'karim@numi.support',
      displayName: 'Karim B.',
      role: 'hotliner',
    },
    password: 'bonsoir',
  },
  claire: {
    user: {
      id: '018f0000-0000-7000-8000-000000000003',
      email: 'claire@numi.support',
      displayName: 'Claire D.',
      role: 'supervisor',
    },
    password: 'bonne nuit',
  },
} as const

/**
 * A small server that speaks the HTTP contract, for what the real backend would not do on demand: cut, refuse, stall.
 * It keeps what a station may be judged by: everything it saw, and what it made, once a key.
 */
export async function startContractBackend(port = 0) {
  const seen: Seen[] = []
  const made = new Map<string, { body: string; answer: Answer }>()
  const tickets = new Map<string, string>()
  const bodies = new Map<string, object>()
  const behaviours = new Map<OperationName, Behaviour[]>()
  const deadTokens = new Set<string>()
  const streams = new Set<ServerResponse>()
  const waiting: { until: () => boolean; resolve: () => void }[] = []
  let status: PlatformStatus | null = null
  let published: { flowId: string; hash: string }[] | null = null
  let sessions = 0
  let described: object = { info: description }

  const usual: Partial<Record<OperationName, Behaviour>> = {
    openSession: ({ body }) => {
      const { email, password } = body as { email: string; password: string }
      const agent = Object.values(agents).find((one) => one.user.email === email && one.password === password)
      if (!agent) return refuses('invalid-credentials')
      sessions += 1
      const expiresAt = new Date(Date.now() + 8 * 3600_000).toISOString()
      const name = agent.user.displayName.split(' ')[0]
      return {
        status: 201,
        body: {
          user: agent.user,
          token: `session-${name}-${sessions}`,
          deliveryToken: `delivery-${name}-${sessions}`,
          expiresAt,
        },
      }
    },
    readSession: ({ token }) => ({
      status: 200,
      body: { user: agentOf(token)?.user, expiresAt: new Date(Date.now() + 3600_000).toISOString() },
    }),
    closeSession: () => ({ status: 204 }),
    fileTicket: ({ body, token }) => {
      const ticket = body as { id: string }
      const number = tickets.get(ticket.id) ?? `INC-20251219-${String(tickets.size + 1).padStart(4, '0')}`
      tickets.set(ticket.id, number)
      const kept = keptTicket(ticket, number, token)
      bodies.set(ticket.id, kept)
      return { status: 201, body: kept }
    },
    addToTicket: ({ params }) => {
      const kept = bodies.get(params.id ?? '')
      return kept ? { status: 201, body: kept } : refuses('not-found')
    },
    putAttachment: ({ params }) => ({ status: 201, body: { sha256: params.sha256, type: 'image/png', bytes: 20 } }),
    keepFlow: () => ({ status: 204 }),
    recordCall: () => ({ status: 201 }),
    subscribe: ({ body }) => ({ status: 201, body: { id: (body as { id: string }).id } }),
    giveFeedback: () => ({ status: 201 }),
  }

  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://backend')
    if (url.pathname === descriptionPath) return void send(response, { status: 200, body: described })
    const found = match(request.method ?? 'GET', url.pathname)
    if (!found) return void response.writeHead(404).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const isJson = request.headers['content-type']?.includes('json')
    const one: Seen = {
      ...found,
      body: isJson ? JSON.parse(raw.toString()) : raw,
      key: request.headers['idempotency-key'] as string | undefined,
      token: request.headers.authorization?.replace('Bearer ', ''),
    }
    seen.push(one)
    wakeWaiting()
    if (one.operation === 'events') {
      if (deadTokens.has(one.token ?? '')) return void send(response, refuses('unauthenticated'))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      streams.add(response)
      response.on('close', () => streams.delete(response))
      response.write(': bonjour\n\n')
      if (status) response.write(`event: status\ndata: ${JSON.stringify(status)}\n\n`)
      if (published) response.write(`event: flows\ndata: ${JSON.stringify({ flows: published })}\n\n`)
      return
    }
    const answer = await answerTo(one)
    if (answer === 'cut') response.destroy()
    else send(response, answer)
    wakeWaiting()
  }

  function wakeWaiting() {
    for (const waiter of waiting.filter(({ until }) => until())) waiter.resolve()
  }

  async function answerTo(one: Seen): Promise<Answer | 'cut'> {
    const special = behaviours.get(one.operation)?.shift()
    return special ? special(one) : answerAsUsual(one)
  }

  /** As the real backend: who asks, once a key, then what the operation does. */
  async function answerAsUsual(one: Seen): Promise<Answer | 'cut'> {
    if (one.operation !== 'openSession' && (!one.token || deadTokens.has(one.token))) return refuses('unauthenticated')
    const stored = one.key === undefined ? undefined : made.get(one.key)
    if (stored) return stored.body === JSON.stringify(one.body) ? stored.answer : refuses('key-reused')
    const behaviour = usual[one.operation]
    if (!behaviour) return refuses('not-found')
    const answer = await behaviour(one)
    if (one.key !== undefined && answer !== 'cut') made.set(one.key, { body: JSON.stringify(one.body), answer })
    return answer
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    port: (server.address() as AddressInfo).port,
    seen,
    of: (operation: OperationName) => seen.filter((one) => one.operation === operation),
    /** What the next calls of an operation get instead of the usual answer, one each. */
    next(operation: OperationName, ...answers: (Answer | 'cut' | Behaviour)[]) {
      const list = behaviours.get(operation) ?? []
      list.push(...answers.map((answer): Behaviour => (typeof answer === 'function' ? answer : () => answer)))
      behaviours.set(operation, list)
    },
    usually(operation: OperationName, behaviour: Behaviour) {
      usual[operation] = behaviour
    },
    asUsual: answerAsUsual,
    /** The usual effect, of whose answer nothing reaches the station. */
    async makesThenCuts(one: Seen): Promise<'cut'> {
      await answerAsUsual(one)
      return 'cut'
    },
    /** What it says it is from now on. */
    describesItselfAs(next: object) {
      described = next
    },
    revoke: (token: string) => deadTokens.add(token),
    tickets,
    /** What calls are to be started with from now on; none: what each workplace came with. */
    publishes(flow: FlowDefinition | null, hash = flow ? hashOf(flow) : '') {
      published = flow ? [{ flowId: flow.machine.id, hash }] : []
      usual.readFlowDefinition = () => (flow ? { status: 200, body: flow } : refuses('not-found'))
      for (const stream of streams) stream.write(`event: flows\ndata: ${JSON.stringify({ flows: published })}\n\n`)
    },
    says(next: PlatformStatus) {
      status = next
      for (const stream of streams) stream.write(`event: status\ndata: ${JSON.stringify(next)}\n\n`)
    },
    /** Says that something on the technical team's desk has changed. */
    changes(of: string) {
      for (const stream of streams) stream.write(`event: changed\ndata: ${JSON.stringify({ of })}\n\n`)
    },
    /** Ends every feed that is being listened to. */
    cutFeeds() {
      for (const stream of streams) stream.destroy()
    },
    /** Resolves once this holds, looked at whenever something was asked or answered. */
    until: (holds: () => boolean) =>
      holds() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ until: holds, resolve })),
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type ContractBackend = Awaited<ReturnType<typeof startContractBackend>>

const agentOf = (token: string | undefined) =>
  Object.values(agents).find((one) => token?.includes(one.user.displayName.split(' ')[0] ?? '?'))

const keptTicket = (ticket: { id: string }, number: string, token: string | undefined) => ({
  ...ticket,
  number,
  origin: 'call',
  description: '',
  environment: {},
  state: 'open',
  mergedInto: null,
  team: 'Équipe technique',
  receivedAt: new Date().toISOString(),
  solvedAt: null,
  solution: null,
  assignee: null,
  isReachable: true,
  additions: [],
  author: { id: agentOf(token)?.user.id, displayName: agentOf(token)?.user.displayName },
})

const routes = Object.entries(api).map(([operation, { method, path }]) => ({
  operation: operation as OperationName,
  method: method as string,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

function match(method: string, path: string): { operation: OperationName; params: Record<string, string> } | null {
  for (const route of routes) {
    const found = route.method === method && route.pattern.exec(path)
    if (found) return { operation: route.operation, params: { ...found.groups } }
  }
  return null
}

function send(response: ServerResponse, { status, body, headers }: Answer) {
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    ...headers,
  })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
