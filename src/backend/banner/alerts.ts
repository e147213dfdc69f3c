import type { OperationOutput } from '#shared/contracts/api.ts'
import { unbroken } from '#shared/domain/french-spaces.ts'
import { type Incident, isMajor } from '#shared/domain/incident.ts'
import { parisHourBeside } from '../paris.ts'

type Alert = OperationOutput<'readBanner'>['alerts'][number]

/** What the banner says of incidents under way (R11), the gravest first, then the latest. */
export function alertsOf(incidents: readonly Incident[], at: string): Alert[] {
  const gravest = [...incidents].sort(
    (a, b) => Number(isMajor(b)) - Number(isMajor(a)) || (a.startedAt < b.startedAt ? 1 : -1),
  )
  return gravest.map((incident) => ({
    id: incident.id,
    title: 'Incident en cours',
    lines: [
      'Nous rencontrons actuellement des difficultés techniques. Certaines fonctionnalités peuvent être ralenties ou indisponibles.',
      `Nos équipes travaillent activement à la résolution.${estimate(incident, at)}`,
      ...meanwhile(incident),
    ].map(unbroken),
    page: `/incidents/${incident.id}`,
  }))
}

/** An end that is past is no estimate any more. */
const estimate = ({ estimatedEndAt }: Incident, at: string): string =>
  estimatedEndAt === null || estimatedEndAt <= at ? '' : ` Résolution estimée : ${parisHourBeside(estimatedEndAt, at)}.`

/** "En attendant : Utilisez l’application mobile numi. Contactez la hotline." */
const meanwhile = ({ workarounds }: Incident): string[] =>
  workarounds.length === 0 ? [] : [`En attendant : ${workarounds.map((way) => way.replace(/\.?$/, '.')).join(' ')}`]
