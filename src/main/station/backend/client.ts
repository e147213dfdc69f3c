import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Readable } from 'node:stream'
import axios, { type AxiosRequestConfig, isAxiosError } from 'axios'
import {
  api,
  type Operation,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from '#shared/contracts/api.ts'
import { failureOf, parseJson, Unreachable } from './answers.ts'
import type { Link } from './link.ts'
import { startTrace, type Trace } from './trace.ts'

export interface CallOptions {
  /** Sent as `Authorization: Bearer`; null for an operation that anyone may call. */
  token: string | null
  /** Sent as `Idempotency-Key`. */
  key?: string
  /** The body of an operation whose contract takes raw bytes. */
  raw?: { type: string; content: Buffer }
  timeoutMs?: number
}

export interface Backend {
  /**
   * Calls one operation of the contract and checks what it answers.
   * Throws `Unreachable` or `Refusal` (answers.ts).
   */
  call<N extends OperationName>(name: N, input: OperationInput<N>, options: CallOptions): Promise<OperationOutput<N>>
  /** Asks for what the contract answers as bytes (`rawOutput`). Throws as `call` does. */
  file<N extends OperationName>(name: N, input: OperationInput<N>, options: CallOptions): Promise<BackendFile>
  /**
   * Calls an operation whose answer is a text that may be very long: it is read from the backend as fast as it is taken.
   * Throws as `call`, now or while it is read.
   */
  text<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options: { token: string | null; signal: AbortSignal },
  ): Promise<AsyncIterable<string>>
  close(): void
}

export interface BackendFile {
  /** "text/markdown; charset=utf-8" */
  type: string
  content: Buffer
}

interface LooseInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

const defaultTimeoutMs = 8000
/** How long a text may stand still on its way, in milliseconds. */
const standstillMs = 60_000
const asStream = {
  responseType: 'stream',
  transformResponse: (stream: Readable) => stream,
  timeout: standstillMs,
} as const
const asBytes = { responseType: 'arraybuffer', transformResponse: (bytes: Buffer) => bytes } as const

/**
 * The one way to the backend, driven by the contract; tells the link what it saw.
 * @param address the backend's now, without `/api/v1`: each request goes to the one of its moment
 */
export function connectBackend(address: () => string, link: Link): Backend {
  const httpAgent = new HttpAgent({ keepAlive: true })
  const httpsAgent = new HttpsAgent({ keepAlive: true })
  const client = axios.create({
    httpAgent,
    httpsAgent,
    responseType: 'text',
    transformResponse: (text: string) => text,
    // A redirect would take the token elsewhere.
    maxRedirects: 0,
    validateStatus: () => true,
  })

  async function send<T = string>(
    operation: Operation,
    input: LooseInput,
    options: CallOptions,
    { id, traceparent }: Trace,
    shape?: Pick<AxiosRequestConfig, 'responseType' | 'transformResponse' | 'signal' | 'timeout'>,
  ) {
    try {
      return await client.request<T>({
        baseURL: address(),
        method: operation.method,
        url: fill(operation.path, input.params ?? {}),
        params: input.query,
        data: options.raw?.content ?? input.body,
        timeout: options.timeoutMs ?? defaultTimeoutMs,
        // `timeout` starts once connected; the signal also bounds a connection that never opens.
        signal: AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs),
        ...shape,
        headers: {
          accept: operation.rawOutput?.join(', ') ?? 'application/json',
          traceparent,
          // Without a body there is no type to name; axios would name a form's.
          ...(options.raw
            ? { 'content-type': options.raw.type }
            : input.body === undefined && { 'content-type': false }),
          ...(options.token !== null && { authorization: `Bearer ${options.token}` }),
          ...(options.key !== undefined && { 'idempotency-key': options.key }),
        },
      })
    } catch (error) {
      if (!isAxiosError(error)) throw error
      link.failed()
      throw new Unreachable(error.message, true, id)
    }
  }

  return {
    async call(name, input, options) {
      const operation: Operation = api[name]
      const trace = startTrace(options.key)
      const { status, data, headers } = await send(operation, input as LooseInput, options, trace)
      link.reached()
      if (status < 200 || status >= 300) {
        const retryAfter = headers['retry-after'] as string | undefined
        throw failureOf({ status, body: data, retryAfter }, trace.id)
      }
      if (!operation.output) return undefined as OperationOutput<typeof name>
      const parsed = operation.output.safeParse(parseJson(data))
      if (!parsed.success) throw new Unreachable(`${name} did not answer as its contract says.`, false, trace.id)
      return parsed.data as OperationOutput<typeof name>
    },
    async file(name, input, options) {
      const operation: Operation = api[name]
      const trace = startTrace(options.key)
      const { status, data, headers } = await send<Buffer>(operation, input as LooseInput, options, trace, asBytes)
      link.reached()
      const retryAfter = headers['retry-after'] as string | undefined
      if (status !== operation.status) throw failureOf({ status, body: data.toString(), retryAfter }, trace.id)
      return { type: String(headers['content-type'] ?? ''), content: data }
    },
    async text(name, input, { token, signal }) {
      const operation: Operation = api[name]
      const trace = startTrace()
      const shape = { ...asStream, signal }
      const { status, data, headers } = await send<Readable>(operation, input as LooseInput, { token }, trace, shape)
      link.reached()
      const pieces = piecesOf(data, link, trace)
      if (status === operation.status) return pieces
      const retryAfter = headers['retry-after'] as string | undefined
      let body = ''
      for await (const piece of pieces) body += piece
      throw failureOf({ status, body, retryAfter }, trace.id)
    },
    close() {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

/** A stream that breaks is a backend that went away. */
async function* piecesOf(stream: Readable, link: Link, { id }: Trace): AsyncGenerator<string> {
  stream.setEncoding('utf8')
  try {
    for await (const piece of stream) yield piece
  } catch (error) {
    link.failed()
    throw new Unreachable(error instanceof Error ? error.message : String(error), true, id)
  }
}

const fill = (path: string, params: Record<string, string>) =>
  path.replace(/:([a-zA-Z0-9]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
