import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** What was sealed cannot be opened: another key, another place than the one it was sealed for, or damage. */
export class SealBroken extends Error {}

/** Seals bytes under a key of 32 bytes, bound to a place: moved elsewhere they no longer open. */
export function sealWith(key: Buffer | KeyObject, content: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws SealBroken */
export function openWith(key: Buffer | KeyObject, sealed: Buffer, place: string): Buffer {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
  } catch (cause) {
    throw new SealBroken(`What is kept as ${place.split('/')[0]} does not open.`, { cause })
  }
}

/** The one place where what is personal is sealed before it is written, and opened after it is read. */
export interface Seal {
  /** Whether the workplace's key is known: until then nothing personal can be written or read. */
  isUnlocked(): boolean
  /** Whether a key was ever used here; one that is lost is then looked for, not replaced. */
  isUsed(): boolean
  /** Takes this as the workplace's key if it is, or if there was none; answers whether it did. */
  unlock(key: Buffer): boolean
  /** The workplace's key sealed under another one. */
  lockUp(under: Buffer): Buffer
  /** @param place names the row and the column: `value/<call>/<key>` */
  seal(content: string | Buffer, place: string): Buffer
  /** @throws SealBroken */
  open(sealed: Buffer, place: string): Buffer
}

const proofPlace = 'seal'
/** Where the workplace's key is sealed under an agent's password. */
export const keyPlace = 'agent/key'

export function openSeal(database: Database): Seal {
  const readProof = database.prepare<[], Buffer>('SELECT proof FROM seal').pluck()
  const keepProof = database.prepare('INSERT INTO seal (id, proof) VALUES (1, ?)')
  let key: KeyObject | null = null

  function known(): KeyObject {
    if (!key) throw new Error('The workplace’s key is not known.')
    return key
  }

  function isTheKey(candidate: Buffer, proof: Buffer): boolean {
    try {
      return openWith(candidate, proof, proofPlace).length === 0
    } catch (error) {
      if (error instanceof SealBroken) return false
      throw error
    }
  }

  return {
    isUnlocked: () => key !== null,
    isUsed: () => readProof.get() !== undefined,
    unlock(candidate) {
      const proof = readProof.get()
      if (proof === undefined) keepProof.run(sealWith(candidate, Buffer.alloc(0), proofPlace))
      else if (!isTheKey(candidate, proof)) return false
      key = createSecretKey(candidate)
      return true
    },
    lockUp: (under) => sealWith(under, known().export(), keyPlace),
    seal: (content, place) => sealWith(known(), Buffer.from(content as string), place),
    open: (sealed, place) => openWith(known(), sealed, place),
  }
}
