import { randomBytes } from 'node:crypto'
import { StationFailure } from '../failure.ts'
import type { Secrets } from '../secrets.ts'
import type { KnownAgent } from '../store/agents.ts'
import { keyPlace, openWith, SealBroken } from '../store/seal.ts'
import type { Store } from '../store/store.ts'

/** One key a workplace: what waits is delivered also for agents who are not there, so no password can be needed. */
const secretName = 'data-key'

/** Opens the store with the key kept in secrets; a new workplace gets one. Lost, it stays locked until a sign-in. */
export async function unlockFromSecrets(store: Store, secrets: Secrets): Promise<void> {
  const kept = await secrets.get(secretName)
  if (kept !== null && store.seal.unlock(Buffer.from(kept, 'base64'))) return
  if (store.seal.isUsed()) return
  const key = randomBytes(32)
  // Kept before anything is sealed with it.
  await secrets.set(secretName, key.toString('base64'))
  store.seal.unlock(key)
}

/**
 * Opens a store whose key was lost (a keychain reset, a file restored without it), with the copy that an agent's
 * password locks up, and keeps the key again.
 * @param known as the store knew them before this sign-in; null for somebody new
 * @param passwordKey null when the password has changed since
 * @throws StationFailure 'sealed'
 */
export async function unlockByPassword(
  store: Store,
  secrets: Secrets,
  known: KnownAgent | null,
  passwordKey: Buffer | null,
): Promise<void> {
  if (store.seal.isUnlocked()) return
  const key = known && passwordKey && lockedKeyOf(known, passwordKey)
  if (!key || !store.seal.unlock(key)) throw new StationFailure('sealed')
  await secrets.set(secretName, key.toString('base64'))
}

function lockedKeyOf({ lockedKey }: KnownAgent, passwordKey: Buffer): Buffer | null {
  try {
    return openWith(passwordKey, lockedKey, keyPlace)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
