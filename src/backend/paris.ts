const timeZone = 'Europe/Paris'
const dayFormat = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone })
const hourFormat = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone })
const monthFormat = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone })

/** "19/12/2025" */
export const parisDay = (at: string): string => dayFormat.format(new Date(at))

/** "00:45" */
export const parisHour = (at: string): string => hourFormat.format(new Date(at))

/** "19/12/2025 à 00:45" */
export const parisMoment = (at: string): string => `${parisDay(at)} à ${parisHour(at)}`

/** The hour alone when it is the same day in Paris as `beside`: "01:30", else "20/12/2025 à 01:30". */
export const parisHourBeside = (at: string, beside: string): string =>
  parisDay(at) === parisDay(beside) ? parisHour(at) : parisMoment(at)

/** "décembre 2025" @param month "2025-12" */
export const monthName = (month: string): string => monthFormat.format(new Date(`${month}-01T12:00:00.000Z`))

/** How long it is between two instants, as `lasting` says it. */
export const duration = (from: string, to: string): string => lasting(Date.parse(to) - Date.parse(from))

const longUnits = { day: ' jour', hour: ' heure', minute: ' minute', plural: 's' }
const shortUnits = { day: ' j', hour: ' h', minute: ' min', plural: '' }

/** "45 minutes", "1 heure", "2 heures 5 minutes", "1 jour 3 heures"; at least one minute, two units at most. */
export const lasting = (milliseconds: number): string => inUnits(milliseconds, longUnits)

/** The same where there is little room: "45 min", "2 h 5 min", "1 j 3 h". */
export const lastingBriefly = (milliseconds: number): string => inUnits(milliseconds, shortUnits)

function inUnits(milliseconds: number, { day, hour, minute, plural }: typeof longUnits): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  const units = [
    { name: day, count: Math.floor(minutes / 1440) },
    { name: hour, count: Math.floor(minutes / 60) % 24 },
    { name: minute, count: minutes % 60 },
  ]
  const first = units.findIndex((unit) => unit.count > 0)
  return units
    .slice(first, first + 2)
    .filter((unit) => unit.count > 0)
    .map((unit) => `${unit.count}${unit.name}${unit.count > 1 ? plural : ''}`)
    .join(' ')
}
