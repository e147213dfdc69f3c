import type { Secrets } from '#station/secrets.ts'

/** What Electron's safeStorage does, when the system has a keychain for it. */
export interface Cipher {
  isAvailable(): boolean
  seal(text: string): Buffer
  /** Throws for what another account or machine has sealed. */
  open(sealed: Buffer): string
}

const mark = 'sealed:'

/**
 * Keeps secrets sealed by the system's keychain, in the place given. Where there is none they are kept as they are, in
 * that same place, and sealed when they are next read with one. A secret that can no longer be opened is no secret:
 * a sign-in gives another.
 */
export function sealedSecrets(place: Secrets, cipher: Cipher): Secrets {
  async function set(name: string, value: string) {
    await place.set(name, cipher.isAvailable() ? mark + cipher.seal(value).toString('base64') : value)
  }
  return {
    async get(name) {
      const kept = await place.get(name)
      if (kept?.startsWith(mark)) return open(cipher, kept.slice(mark.length))
      if (kept !== null && cipher.isAvailable()) await set(name, kept)
      return kept
    },
    set,
    delete: (name) => place.delete(name),
  }
}

function open(cipher: Cipher, sealed: string): string | null {
  if (!cipher.isAvailable()) return null
  try {
    return cipher.open(Buffer.from(sealed, 'base64'))
  } catch {
    return null
  }
}
