import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import type { Chance } from './chance.ts'

/** How the network is: each a probability a request, `delayMs` the longest delay, drawn anew for each. */
export interface Weather {
  delayMs: number
  /** The backend never hears of it. */
  cutBefore: number
  /** The backend has answered; the answer is lost. */
  cutAfter: number
  /** The backend hears it twice, the second time at once or long after. */
  duplicated: number
  /** Something on the way answers 500, whether or not the backend was asked. */
  failed: number
}

export const calm: Weather = { delayMs: 0, cutBefore: 0, cutAfter: 0, duplicated: 0, failed: 0 }
export const storm: Weather = { delayMs: 400, cutBefore: 0.1, cutAfter: 0.12, duplicated: 0.15, failed: 0.08 }

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** The network between stations and their backend: delays, cuts, duplicates, and so reorders. Nothing else is mocked. */
export class Network {
  readonly #server: Server
  readonly #target: URL
  readonly #chance: Chance
  readonly #agent = new Agent({ keepAlive: true })
  readonly #onTheWay = new Set<Promise<unknown>>()
  #callers = 0
  weather = calm
  /** Whether nothing passes at all. */
  isDown = false
  readonly did = { requests: 0, cutBefore: 0, cutAfter: 0, duplicated: 0, failed: 0 }

  private constructor(target: string, chance: Chance) {
    this.#target = new URL(target)
    this.#chance = chance
    this.#server = createServer((asked, answer) => void this.#carry(asked, answer))
  }

  static async start(target: string, chance: Chance): Promise<Network> {
    const network = new Network(target, chance)
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Cuts what is open, and lets nothing pass. */
  goDown(): void {
    this.isDown = true
    this.#server.closeAllConnections()
  }

  /** Resolves once every duplicate still on its way has arrived. */
  async settled(): Promise<void> {
    while (this.#onTheWay.size > 0) await Promise.all(this.#onTheWay)
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    this.#agent.destroy()
  }

  async #carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    asked.on('error', () => {})
    answer.on('error', () => {})
    if (this.isDown) return void asked.destroy()
    this.did.requests += 1
    if (asked.url?.endsWith('/events')) return this.#stream(asked, answer)
    try {
      const body = await buffer(asked)
      const { delayMs, cutBefore, cutAfter, duplicated, failed } = this.weather
      await delay(this.#chance.draw() * delayMs)
      if (this.#happens('cutBefore', cutBefore)) return void asked.destroy()
      const isFailed = this.#happens('failed', failed)
      if (isFailed && this.#chance.happens(0.5)) return void answer.writeHead(500).end()
      if (this.#happens('duplicated', duplicated)) this.#repeat(asked, body, this.#chance.draw() * 10 * delayMs)
      const given = await this.#ask(asked, body)
      await delay(this.#chance.draw() * delayMs)
      if (this.#happens('cutAfter', cutAfter)) return void asked.destroy()
      if (isFailed) answer.writeHead(500).end()
      else answer.writeHead(given.status, withoutHop(given.headers)).end(given.body)
    } catch {
      // The backend is away, or died while it was asked.
      asked.destroy()
    }
  }

  #happens(what: keyof Network['did'], probability: number): boolean {
    const does = this.#chance.happens(probability)
    if (does) this.did[what] += 1
    return does
  }

  #repeat(asked: IncomingMessage, body: Buffer, afterMs: number): void {
    const repeated = delay(afterMs)
      .then(() => this.#ask(asked, body))
      .catch(() => {})
      .finally(() => this.#onTheWay.delete(repeated))
    this.#onTheWay.add(repeated)
  }

  #ask(asked: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#forward(asked, async (given) => {
        try {
          resolve({ status: given.statusCode ?? 502, headers: given.headers, body: await buffer(given) })
        } catch (error) {
          reject(error)
        }
      })
        .on('error', reject)
        .end(body)
    })
  }

  /** The status feed: passed on as it comes. */
  #stream(asked: IncomingMessage, answer: ServerResponse): void {
    const forwarded = this.#forward(asked, (given) => {
      answer.writeHead(given.statusCode ?? 502, withoutHop(given.headers))
      given.on('error', () => answer.destroy()).pipe(answer)
    })
    forwarded.on('error', () => asked.destroy()).end()
    answer.on('close', () => forwarded.destroy())
  }

  #forward(asked: IncomingMessage, onAnswer: (answer: IncomingMessage) => void) {
    this.#callers += 1
    const { hostname, port } = this.#target
    const headers = { ...asked.headers, host: this.#target.host, 'x-forwarded-for': addressOf(this.#callers) }
    return request({ hostname, port, agent: this.#agent, method: asked.method, path: asked.url, headers }, onAnswer)
  }
}

/** Each request from another address of a large company. */
const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

const withoutHop = ({
  connection: _c,
  'keep-alive': _k,
  'transfer-encoding': _t,
  ...headers
}: IncomingMessage['headers']) => headers
