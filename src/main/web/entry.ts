import { randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may enter the browser host.
 *
 * The printed address carries a key in its fragment, which browsers never send: the page reads it, removes it from the
 * address bar and presents it as a WebSocket subprotocol. The first socket that presents it is let in and given a
 * token; from then on the key opens nothing, so an address found in a terminal, a history or a screenshot is worthless.
 * The token lives in the tab's sessionStorage: it outlives a reload, dies with the tab, is out of reach of other
 * origins (another port is another origin) and of the machine's other users, and is never in a URL nor a cookie, so
 * nothing sends it by itself. It holds until this host ends. A second tab has neither: it is told so.
 * Both are 256 random bits, so there is nothing to throttle.
 */
export interface Entry {
  /** For the printed address; opens once. */
  key: string
  /** The token of whoever presents the unused key or a token given before; null for anybody else. */
  admit(presented: string): string | null
}

export function openEntry(): Entry {
  const key = secret()
  const token = secret()
  let isKeySpent = false
  return {
    key,
    admit(presented) {
      if (same(presented, `token.${token}`)) return isKeySpent ? token : null
      if (isKeySpent || !same(presented, `key.${key}`)) return null
      isKeySpent = true
      return token
    },
  }
}

const secret = () => randomBytes(32).toString('base64url')

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
