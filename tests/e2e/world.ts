import { demoPassword } from '#backend/demo/agents.ts'
import { demoClients } from '#backend/demo/clients.ts'
import { readFlowFile } from '#node/flows/flow-file.ts'
import { maskEmail, maskPhone } from '#shared/domain/account.ts'
import type { Incident } from '#shared/domain/incident.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { cast } from '#shared/flow/cast.ts'
import type { ScenarioPlatform } from '#shared/flow/scenario.ts'
import type { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'

const members = await readFlowFile('flows/bug-technique/cast.yaml', cast)

/** What a member of the cast says of themselves, and the name the search shows: the demonstration has them all. */
export function callerOf(client: string): { query: string; displayName: string } {
  const member = members[client]
  const found = demoClients.find(
    ({ firstName, lastName, email, phone }) =>
      `${firstName} ${lastName[0]}.` === member?.displayName &&
      (email === null ? null : maskEmail(email)) === member.maskedEmail &&
      (phone === null ? null : maskPhone(phone)) === member.maskedPhone,
  )
  if (!member || !found) throw new Error(`la démonstration n’a pas de « ${client} »`)
  return { query: `${found.firstName} ${found.lastName}`, displayName: member.displayName }
}

/** The platform around a call, changed through the backend's own API by a technician. */
export class Platform {
  readonly #backend: TestBackend
  #token = ''
  #incident: Incident | null = null

  constructor(backend: TestBackend) {
    this.#backend = backend
  }

  /** Brings the platform to what a scenario says; `unknown` is a backend away, which is not the platform's doing. */
  async becomes({ incident, workaround, mobileApp, estimate }: ScenarioPlatform): Promise<void> {
    await this.#service('application-mobile', mobileApp === 'up' ? 'operational' : 'down')
    await this.#service('portail-client', incident === 'suspected' ? 'degraded' : 'operational')
    if (incident === 'confirmed' && !this.#incident) await this.#declare(workaround, estimate)
    if (incident !== 'confirmed' && this.#incident) await this.#resolve(this.#incident)
  }

  /** Every ticket that the backend holds. */
  async tickets(): Promise<Ticket[]> {
    const { tickets } = await this.#backend.call('listTickets', { query: { state: 'all' } }, await this.#technician())
    return tickets
  }

  async #declare(workaround: boolean, estimate: boolean): Promise<void> {
    const now = Date.now()
    this.#incident = await this.#backend.call(
      'declareIncident',
      {
        body: {
          kind: 'incident',
          services: [{ id: 'portail-client', level: 'degraded' }],
          nature: 'Erreur 502 Bad Gateway',
          impact: 'Connexion impossible',
          affectedPercent: 30,
          startedAt: new Date(now - 15 * 60_000).toISOString(),
          estimatedEndAt: estimate ? new Date(now + 45 * 60_000).toISOString() : null,
          cause: null,
          workarounds: workaround ? ['Utilisez l’application mobile numi'] : [],
          team: null,
        },
      },
      await this.#technician(),
    )
  }

  async #resolve({ id, version }: Incident): Promise<void> {
    const body = { version, resolution: 'Redémarrage du serveur' }
    await this.#backend.call('resolveIncident', { params: { id }, body }, await this.#technician())
    this.#incident = null
  }

  async #service(id: string, level: 'operational' | 'degraded' | 'down'): Promise<void> {
    const body = { level, note: null, validForSeconds: 3600 }
    await this.#backend.call('recordEvidence', { params: { id }, body }, await this.#technician())
  }

  async #technician(): Promise<string> {
    if (this.#token) return this.#token
    const body = { email: 'ines@numi.example', password: demoPassword }
    this.#token = (await this.#backend.call('openSession', { body })).token
    return this.#token
  }
}

/** The six-digit code of the latest letter in the demonstration's letter box. */
export const codeInMailbox = (backend: TestBackend): Promise<string> =>
  eventually(async () => {
    const list = await (await fetch(`${backend.url}/boite-aux-lettres`)).text()
    const letter = /href="(\/boite-aux-lettres\/[^"]+)"[^>]*>[^<]*code de vérification/i.exec(list)?.[1]
    if (!letter) return null
    return /\b\d{3}\s\d{3}\b/.exec(await (await fetch(`${backend.url}${letter}`)).text())?.[0] ?? null
  })
