import type { Config } from '../config.ts'
import { partPath } from './parts.ts'
import { demoTeam } from './team-parts.ts'

const probe = { intervalSeconds: 20, timeoutMs: 5000 }

/** The five services of the source and the mobile app, in the status page's order. */
const services = [
  { id: 'hotline-telephonique', name: 'Hotline téléphonique', isPublic: true },
  { id: 'base-de-connaissance', name: 'Base de connaissance', isPublic: true },
  { id: 'portail-client', name: 'Portail client', isPublic: true },
  { id: 'reservation-ateliers', name: 'Réservation d’ateliers', isPublic: true },
  { id: 'notifications-email', name: 'Notifications email', isPublic: true },
  { id: 'application-mobile', name: 'Application mobile', isPublic: false },
] as const
export type DemoServiceId = (typeof services)[number]['id']

/**
 * What the demonstration sets in the configuration: its services, each truly probed at its own address, a hotline number
 * from the range that ARCEP keeps for fiction, and how its technical team is told.
 * @param baseUrl where this backend itself can be reached
 */
export function demoSettings(baseUrl: string): Pick<Config, 'services' | 'hotline' | 'team'> {
  return {
    services: services.map((service) => ({
      ...service,
      probe: { ...probe, url: `${baseUrl}${partPath(service.id)}` },
    })),
    hotline: '01 99 00 47 47',
    team: demoTeam(baseUrl),
  }
}
