import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type ScreenPop, screenPop } from '#shared/contracts/window.ts'
import { linkScheme } from './link-argument.ts'

const longestLink = 256

/**
 * Reads `numi-hotliner://call?from=+33…&id=…`, which any page or program of the machine can write.
 * null for whatever is not exactly that: nothing of a refused link is used or shown.
 */
export function readLink(link: string): ScreenPop | null {
  if (link.length > longestLink || !URL.canParse(link)) return null
  const { protocol, username, password, host, pathname, hash, search } = new URL(link)
  if (protocol !== `${linkScheme}:` || host.toLowerCase() !== 'call' || username || password || hash) return null
  if (pathname !== '' && pathname !== '/') return null

  // The plus of a number is often left as it is, which in a query would be a space.
  const parameters = [...new URLSearchParams(search.replaceAll('+', '%2B'))]
  const { from, id = null, ...others } = Object.fromEntries(parameters)
  const isEachOnce = new Set(parameters.map(([name]) => name)).size === parameters.length
  if (!isEachOnce || Object.keys(others).length > 0 || from === undefined) return null

  const checked = screenPop.safeParse({ from: toE164(from), id })
  return checked.success ? checked.data : null
}

/** A number as the telephone system writes it, in France unless it says otherwise; null when it cannot be one. */
function toE164(text: string): string | null {
  if (!/^\+?[\d\s.()-]{3,24}$/.test(text)) return null
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'FR', extract: false })
  return number?.isPossible() && !number.ext ? number.number : null
}
