import { createHash } from 'node:crypto'
import {
  type Result,
  type Station,
  type StationInput,
  type StationOperationName,
  type StationOutput,
  type StationParsed,
  type StationState,
  stationContract,
} from '#shared/contracts/station.ts'
import { type StationErrorCode, stationErrors } from '#shared/contracts/station-errors.ts'
import { imageType } from '#shared/domain/attachment.ts'
import type { Call, JournalRecord } from '#shared/domain/call.ts'
import type { HeldStatus } from '#shared/domain/platform.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'

type Input<N extends StationOperationName> = StationParsed<N>
type Performed = StationOutput<'calls.perform'>

export const agent = {
  id: '0198a000-0000-7000-8000-000000000001',
  email: 'lea@numi.support',
  displayName: 'Léa M.',
  role: 'hotliner' as const,
}

export const sophie = {
  id: '0198a000-0000-7000-8000-0000000000a1',
  firstName: 'Sophie',
  displayName: 'Sophie L.',
  maskedEmail: 's•••••@laposte.net',
  maskedPhone: '•• •• •• •• 12',
}

const calm: HeldStatus = {
  status: { at: '2025-12-19T00:41:00.000Z', services: [], incidents: [] },
  isLive: true,
  ageMs: 0,
}

/** A status with one incident, confirmed. */
export const declared = (impact = 'Connexion impossible'): HeldStatus => ({
  status: {
    at: '2025-12-19T00:46:00.000Z',
    services: [],
    incidents: [
      {
        id: '0198a000-0000-7000-8000-0000000000f1',
        kind: 'incident',
        number: null,
        services: [{ id: 'portail-client', level: 'degraded' }],
        nature: 'Erreur 502 Bad Gateway',
        impact,
        affectedPercent: 30,
        startedAt: '2025-12-19T00:45:00.000Z',
        estimatedEndAt: null,
        cause: null,
        workarounds: [],
        team: null,
        state: 'investigating',
        declaredAt: '2025-12-19T00:46:00.000Z',
        resolvedAt: null,
        resolution: null,
        updatedAt: '2025-12-19T00:46:00.000Z',
        version: 1,
        notes: [],
      },
    ],
  },
  isLive: true,
  ageMs: 0,
})

/** A station on paper: the contract's rules for one agent's calls, in memory. `fail` makes the next asks of a name fail. */
export class PaperStation implements Station {
  /** Who a search finds, whatever is looked for. */
  accounts = [sophie]
  readonly call: Call
  definition = smallFlow()
  journal: JournalRecord[] = []
  values: Record<string, string> = {}
  readonly attachments: StationOutput<'calls.open'>['attachments'] = []
  /** Every ask, in order. */
  readonly asked: { name: StationOperationName; input: unknown }[] = []
  readonly feedback: unknown[] = []
  readonly drafts = new Map<string, string>()
  perform: (input: Input<'calls.perform'>) => Performed | Promise<Performed> = () => ({ output: {}, values: {} })
  /** Awaited before an append is committed. */
  beforeAppend: () => Promise<void> = async () => undefined
  /** What a workplace finds wrong in an intention, for a while. */
  refusesIntentions = false
  isLeftOpenRead = false
  #failing = new Map<StationOperationName, StationErrorCode>()
  #listeners = new Set<(state: StationState) => void>()
  #platform = calm

  constructor() {
    this.call = {
      id: '0198a000-0000-7000-8000-0000000000c1',
      flowId: 'small',
      flowHash: 'a'.repeat(64),
      channel: 'phone',
      agentId: agent.id,
      startedAt: new Date().toISOString(),
      endedAt: null,
      closing: null,
      parkedAt: null,
    }
  }

  fail(name: StationOperationName, code: StationErrorCode | null): void {
    if (code) this.#failing.set(name, code)
    else this.#failing.delete(name)
  }

  tell(platform: HeldStatus): void {
    this.#platform = platform
    for (const listener of this.#listeners) listener(this.#state())
  }

  watch(listener: (state: StationState) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#state())
    return () => this.#listeners.delete(listener)
  }

  /** What was asked under a name, in order. */
  askedFor<N extends StationOperationName>(name: N): StationInput<N>[] {
    return this.asked.filter((ask) => ask.name === name).map(({ input }) => input as StationInput<N>)
  }

  get events(): string[] {
    return this.journal.map(({ event }) => event.type)
  }

  async ask<N extends StationOperationName>(name: N, raw: StationInput<N>): Promise<Result<StationOutput<N>>> {
    this.asked.push({ name, input: raw })
    const parsed = stationContract[name].input.safeParse(raw)
    if (!parsed.success) return this.#refuse('invalid-input')
    const failing = this.#failing.get(name)
    if (failing) return this.#refuse(failing)
    const answer = await this.#answer(name, parsed.data)
    return typeof answer === 'string' ? this.#refuse(answer) : { ok: true, value: answer as StationOutput<N> }
  }

  #refuse(code: StationErrorCode) {
    return { ok: false as const, error: { code, message: stationErrors[code] } }
  }

  #state(): StationState {
    return {
      session: { user: agent, isOffline: false, mustSignIn: false },
      link: 'online',
      outbox: { waiting: 0, refused: 0 },
      platform: this.#platform,
      desk: { incidents: 0, tickets: 0, proposals: 0, postMortems: 0, templates: 0, handovers: 0 },
      damage: null,
      otherService: null,
    }
  }

  /** The output, or the code of an error. */
  async #answer(name: StationOperationName, input: unknown): Promise<object | StationErrorCode> {
    switch (name) {
      case 'calls.start':
      case 'calls.open':
        return {
          call: this.call,
          definition: this.definition,
          journal: [...this.journal],
          values: { ...this.values },
          attachments: [...this.attachments],
        }
      case 'calls.list':
        return {
          calls: this.call.endedAt ? [] : [{ call: this.call, clientName: 'Sophie L.', stepId: 'greet' }],
          leftOpen:
            this.call.closing === 'left-open' && !this.isLeftOpenRead
              ? [{ call: this.call, clientName: 'Sophie L.', hasTicket: false }]
              : [],
        }
      case 'calls.leftOpenRead':
        this.isLeftOpenRead = true
        return {}
      case 'calls.append':
        return this.#append(input as Input<'calls.append'>)
      case 'calls.setValue': {
        const { key, value } = input as Input<'calls.setValue'>
        this.values[key] = value
        return {}
      }
      case 'calls.park':
        this.call.parkedAt = new Date().toISOString()
        return {}
      case 'calls.resume':
        this.call.parkedAt = null
        return {}
      case 'calls.perform':
        return this.perform(input as Input<'calls.perform'>)
      case 'attachments.add':
        return this.#attach(input as Input<'attachments.add'>)
      case 'attachments.remove':
        this.attachments.splice(0)
        return {}
      case 'attachments.read':
        return { type: 'image/png', bytes: '' }
      case 'accounts.search':
        return { accounts: this.accounts }
      case 'accounts.read':
        return {
          ...sophie,
          ...{ email: null, phone: null, state: 'active', emailValidated: true },
          ...{ lastSignInAt: '2025-12-15T10:00:00.000Z', passwordChangedAt: '2025-12-10T10:00:00.000Z' },
          tickets: [{ number: 'INC-20251218-0007', state: 'open', receivedAt: '2025-12-18T10:00:00.000Z' }],
        }
      case 'drafts.read':
        return { text: this.drafts.get((input as Input<'drafts.read'>).key) ?? null }
      case 'drafts.keep': {
        const { key, text } = input as Input<'drafts.keep'>
        this.drafts.set(key, text)
        return {}
      }
      case 'drafts.forget':
        this.drafts.delete((input as Input<'drafts.forget'>).key)
        return {}
      case 'feedback.give':
        this.feedback.push(input)
        return {}
      default:
        return 'internal-error'
    }
  }

  async #append({ record, values }: Input<'calls.append'>): Promise<object | StationErrorCode> {
    await this.beforeAppend()
    if (this.journal.some(({ eventId }) => eventId === record.eventId)) return { seq: record.seq }
    if (this.call.endedAt) return 'call-ended'
    if (record.seq !== this.journal.length + 1) return 'out-of-order'
    if (this.refusesIntentions && record.event.type === 'intention') return 'invalid-input'
    const { closing } = fold(compile(this.definition), this.call.channel, [...this.journal, record])
    this.journal.push(record)
    Object.assign(this.values, values)
    if (closing) Object.assign(this.call, { endedAt: record.at, closing })
    return { seq: record.seq }
  }

  #attach({ name, bytes }: Input<'attachments.add'>): object | StationErrorCode {
    const content = Buffer.from(bytes, 'base64')
    const type = imageType(content)
    if (!type) return 'unsupported-type'
    const sha256 = createHash('sha256').update(content).digest('hex')
    const attachment = { sha256, name, type, bytes: content.length }
    this.attachments.push(attachment)
    return attachment
  }
}
