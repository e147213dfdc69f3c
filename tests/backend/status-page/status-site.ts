import { keepEvidence } from '#backend/services/repository.ts'
import type { Incident, NewIncident } from '#shared/domain/incident.ts'
import type { ServiceLevel } from '#shared/domain/service.ts'
import { openSite } from '../pages/site.ts'
import { newIncident } from '../samples.ts'

export const portal = { id: 'portail-client', name: 'Portail client', isPublic: true }
export const email = { id: 'notifications-email', name: 'Notifications email', isPublic: true }
export const mobile = { id: 'application-mobile', name: 'Application mobile', isPublic: false }

/** A site with these services, and what makes its status page change. */
export async function openStatusSite(settings: Parameters<typeof openSite>[0] = {}) {
  const site = await openSite({ services: [portal, email, mobile], ...settings })
  const { token } = await site.signIn('technician')

  return {
    ...site,
    async observe(level: ServiceLevel, { id = portal.id, note = null as string | null, validForSeconds = 60 } = {}) {
      await keepEvidence(site.db, id, {
        ...{ level, note, validForSeconds, source: { kind: 'probe', name: 'portail' } },
        checkedAt: site.clock.now().toISOString(),
      })
      site.server.backend.feed.publish()
    },
    async declare(change: Partial<NewIncident> = {}): Promise<Incident> {
      const body = newIncident({ startedAt: '2025-12-18T23:45:00.000Z', ...change })
      return (await site.ask('declareIncident', { token, body })).json()
    },
    async update({ id, version }: Incident, change: object): Promise<Incident> {
      return (await site.ask('updateIncident', { token, params: { id }, body: { version, ...change } })).json()
    },
    async resolve({ id, version }: Incident, resolution = 'Redémarrage'): Promise<Incident> {
      return (await site.ask('resolveIncident', { token, params: { id }, body: { version, resolution } })).json()
    },
    /** What a page says, in words. */
    async read(url = '/'): Promise<string> {
      return (await site.get(url)).body
        .replace(/^[\s\S]*<main/, '<main')
        .replace(/<script>[\s\S]*<\/script>/, '')
        .replace(/<span class="expired"[\s\S]*?<\/span><\/span>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&#x27;', '’')
        .replace(/\s+/g, ' ')
    },
  }
}
