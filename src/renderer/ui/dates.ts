/** Dates, hours and durations as they are shown: fr-FR, Europe/Paris. */
const inParis = { timeZone: 'Europe/Paris' } as const
const hour = new Intl.DateTimeFormat('fr-FR', { ...inParis, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('fr-FR', { ...inParis, day: '2-digit', month: '2-digit', year: 'numeric' })
const shortDay = new Intl.DateTimeFormat('fr-FR', { ...inParis, day: '2-digit', month: '2-digit' })

/** "00:45" */
export const formatHour = (at: string | number): string => hour.format(new Date(at))

/** "19/12/2025" */
export const formatDay = (at: string | number): string => day.format(new Date(at))

/** "10/12" */
export const formatShortDay = (at: string | number): string => shortDay.format(new Date(at))

/** "19/12/2025 à 00:45" */
export const formatDayAndHour = (at: string | number): string => `${formatDay(at)} à ${formatHour(at)}`

/** "à 00:45" today, "le 18/12 à 23:10" before. */
export function formatMoment(at: string | number, now: number = Date.now()): string {
  return formatDay(at) === formatDay(now) ? `à ${formatHour(at)}` : `le ${formatShortDay(at)} à ${formatHour(at)}`
}

/** Milliseconds as the clock of what is running shows them, and a moment within a call: "03:12", "1:02:09". */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** Milliseconds as an age: "à l’instant", "il y a 20 s", "il y a 4 min". By tens of seconds: no figure runs beside what is read. */
export function formatAge(ms: number): string {
  const seconds = Math.floor(ms / 10_000) * 10
  if (seconds < 10) return 'à l’instant'
  if (seconds < 60) return `il y a ${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `il y a ${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `il y a ${hours} h ${String(minutes % 60).padStart(2, '0')}`
  return `il y a ${Math.floor(hours / 24)} j`
}
