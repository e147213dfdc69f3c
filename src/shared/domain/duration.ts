/**
 * How long a call, a step or a repair lasted, in milliseconds, as it is said: "45 s", "4 min 08", "1 h 02", "3 j 4 h". Rounded
 * down, so that it never reads on the other side of a target. A clock ("04:08") is for what is still running, and for a moment
 * in a call.
 */
export function durationWords(milliseconds: number): string {
  const seconds = Math.floor(Number((milliseconds / 1000).toPrecision(12)))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return `${seconds} s`
  return minutes < 60 ? `${minutes} min ${two(seconds % 60)}` : longWords(minutes)
}

/** The same to the minute, of what is read at a glance or was noted by the minute: "moins d’une minute", "45 min", "3 j 4 h". */
export function minutesWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'moins d’une minute'
  return minutes < 60 ? `${minutes} min` : longWords(minutes)
}

/** From an hour on. */
function longWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} h ${two(minutes % 60)}` : `${Math.floor(hours / 24)} j ${hours % 24} h`
}

const two = (number: number): string => String(number).padStart(2, '0')
