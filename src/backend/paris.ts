const timeZone = 'Europe/Paris'
const dayFormat = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone })
const hourFormat = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone })

/** "19/12/2025" */
const parisDay = (at: string): string => dayFormat.format(new Date(at))

/** "00:45" */
export const parisHour = (at: string): string => hourFormat.format(new Date(at))

/** "19/12/2025 à 00:45" */
export const parisMoment = (at: string): string => `${parisDay(at)} à ${parisHour(at)}`

/** The hour alone when it is the same day in Paris as `beside`: "01:30", else "20/12/2025 à 01:30". */
export const parisHourBeside = (at: string, beside: string): string =>
  parisDay(at) === parisDay(beside) ? parisHour(at) : parisMoment(at)

/** "45 minutes", "1 heure", "2 heures 5 minutes", "1 jour 3 heures"; at least one minute, two units at most. */
export function duration(from: string, to: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  const units = [
    { name: 'jour', count: Math.floor(minutes / 1440) },
    { name: 'heure', count: Math.floor(minutes / 60) % 24 },
    { name: 'minute', count: minutes % 60 },
  ]
  const first = units.findIndex((unit) => unit.count > 0)
  return units
    .slice(first, first + 2)
    .filter((unit) => unit.count > 0)
    .map((unit) => `${unit.count} ${unit.name}${unit.count > 1 ? 's' : ''}`)
    .join(' ')
}
