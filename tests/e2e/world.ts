import { demoClients } from '#backend/demo/clients.ts'
import { readFlowFile } from '#node/flows/flow-file.ts'
import { maskEmail, maskPhone } from '#shared/domain/account.ts'
import type { Incident, NewIncident } from '#shared/domain/incident.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { cast } from '#shared/flow/cast.ts'
import type { ScenarioPlatform } from '#shared/flow/scenario.ts'
import { newIncident } from '../backend/samples.ts'
import type { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'

const members = await readFlowFile('flows/bug-technique/cast.yaml', cast)

/** What a client says of themselves, and the name the search shows. */
export interface Caller {
  query: string
  displayName: string
}

/** A member of the cast: the demonstration has them all. */
export function callerOf(client: string): Caller {
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

const technician = 'ines@numi.example'

/** The platform around a call, changed through the backend's own API by a technician. */
export class Platform {
  readonly #backend: TestBackend
  #incident: Incident | null = null

  constructor(backend: TestBackend) {
    this.#backend = backend
  }

  /** Brings the platform to what a scenario says; `unknown` is a backend away, which is not the platform's doing. */
  async becomes({ incident, workaround, mobileApp, estimate }: ScenarioPlatform): Promise<void> {
    await this.#service('application-mobile', mobileApp === 'up' ? 'operational' : 'down')
    await this.#service('portail-client', incident === 'suspected' ? 'degraded' : 'operational')
    const now = Date.now()
    if (incident === 'confirmed' && !this.#incident)
      this.#incident = await this.declares({
        ...{ affectedPercent: 30, startedAt: new Date(now - 15 * 60_000).toISOString() },
        estimatedEndAt: estimate ? new Date(now + 45 * 60_000).toISOString() : null,
        workarounds: workaround ? ['Utilisez l’application mobile numi'] : [],
      })
    if (incident !== 'confirmed' && this.#incident) await this.#resolve(this.#incident)
  }

  /** Declares an incident of the portal, which has just begun. */
  declares(change: Partial<NewIncident>): Promise<Incident> {
    const body = newIncident({ startedAt: new Date().toISOString(), estimatedEndAt: null, ...change })
    return this.#backend.as(technician, 'declareIncident', { body })
  }

  /** Every ticket that the backend holds. */
  async tickets(): Promise<Ticket[]> {
    return (await this.#backend.as(technician, 'listTickets', { query: { state: 'all' } })).tickets
  }

  async #resolve({ id, version }: Incident): Promise<void> {
    const body = { version, resolution: 'Redémarrage du serveur' }
    await this.#backend.as(technician, 'resolveIncident', { params: { id }, body })
    this.#incident = null
  }

  async #service(id: string, level: 'operational' | 'degraded' | 'down'): Promise<void> {
    const body = { level, note: null, validForSeconds: 3600 }
    await this.#backend.as(technician, 'recordEvidence', { params: { id }, body })
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
