import { duration, parisHourBeside } from '../../paris.ts'
import type { IncidentNews } from '../announcements/news.ts'

type Touched = IncidentNews['services']

const portalId = 'portail-client'
export const namesOf = (services: Touched): string => services.map((service) => service.name).join(', ')
export const touchesPortal = (services: Touched): boolean => services.some((service) => service.id === portalId)

/** What the source calls the portal; of an incident elsewhere it would not be true. */
export const touched = (services: Touched): string =>
  touchesPortal(services) ? 'le portail numi.support' : 'numi.support'

/** What a subject says is touched. */
export const subjectOf = (services: Touched): string =>
  touchesPortal(services) ? 'Portail numi.support' : namesOf(services)

/** "Service affecté", for one or several. */
export const servicesWord = (services: Touched): string =>
  services.length > 1 ? 'Services affectés' : 'Service affecté'

/** "18h30 (environ 2 heures)"; null: nobody can tell. */
export const expectedEnd = ({
  startedAt,
  estimatedEndAt,
}: Pick<IncidentNews, 'startedAt' | 'estimatedEndAt'>): string | null =>
  estimatedEndAt === null
    ? null
    : `${parisHourBeside(estimatedEndAt, startedAt)} (environ ${duration(startedAt, estimatedEndAt)})`

/** What a service's return gives back to a client: the lines of section 5.2. */
const returned: Record<string, readonly string[]> = {
  [portalId]: [
    'Vous connecter normalement au portail',
    'Accéder à vos tickets et ateliers',
    'Réserver de nouveaux ateliers',
    'Consulter toutes vos ressources',
  ],
  'reservation-ateliers': ['Réserver de nouveaux ateliers'],
  'base-de-connaissance': ['Consulter toutes vos ressources'],
}

export const givenBack = (services: Touched): string[] => [...new Set(services.flatMap(({ id }) => returned[id] ?? []))]
