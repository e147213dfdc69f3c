import { type Problem, type ProblemCode, problem, problems } from '#shared/contracts/problem.ts'

/** The backend did not answer, or not within the time given, or answered that it cannot for now (5xx). */
export class Unreachable extends Error {
  /** Whether nothing at all can be asked of it for now; false when it failed on this request (500, a strange answer). */
  readonly isDown: boolean
  /** What a `Retry-After` asked for, in milliseconds. */
  readonly retryAfterMs: number | null
  /** Finds the request in the backend's log, if it got there. */
  readonly traceId: string

  constructor(reason: string, isDown: boolean, traceId: string, retryAfterMs: number | null = null) {
    super(reason)
    this.isDown = isDown
    this.traceId = traceId
    this.retryAfterMs = retryAfterMs
  }
}

/** The backend understood and said no (4xx); `message` is in French, for the agent. */
export class Refusal extends Error {
  readonly status: number
  /** null when what answered does not speak the contract. */
  readonly code: ProblemCode | null
  /** Finds the request in the backend's log. */
  readonly traceId: string
  readonly retryAfterMs: number | null
  /** The fields found wrong, where the contract names them. */
  readonly fields: Problem['fields']

  constructor(
    { status, code, traceId }: { status: number; code: ProblemCode | null; traceId: string },
    words: string,
    retryAfterMs: number | null,
    fields?: Problem['fields'],
  ) {
    super(words)
    this.status = status
    this.code = code
    this.traceId = traceId
    this.retryAfterMs = retryAfterMs
    this.fields = fields
  }
}

/** What an answer other than 2xx means. */
export function failureOf(
  { status, body, retryAfter }: { status: number; body: string; retryAfter: string | undefined },
  traceId: string,
): Unreachable | Refusal {
  const retryAfterMs = readRetryAfter(retryAfter)
  if (status >= 500 || status < 400)
    return new Unreachable(`The backend answered ${status}.`, [502, 503, 504].includes(status), traceId, retryAfterMs)
  const parsed = problem.safeParse(parseJson(body))
  if (!parsed.success)
    return new Refusal({ status, code: null, traceId }, `Le service a refusé la demande (${status}).`, retryAfterMs)
  const { code, detail, fields } = parsed.data
  const words = [detail ?? problems[code].title, ...(fields ?? []).map((f) => `${f.path} : ${f.message}`)]
  return new Refusal({ status, code, traceId }, words.join(' '), retryAfterMs, fields)
}

/** JSON, or undefined when it is not. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now. */
function readRetryAfter(header: string | undefined): number | null {
  if (header === undefined) return null
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}
