import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** SHA-256 (hex) of a JSON value whatever the order of its keys: two requests that say the same have the same. */
export const contentHash = (value: unknown): string => hash('sha256', canonical(value))

/** The same, of use to nobody without the secret: a request may hold a six-digit code, quickly found from a bare hash. */
export const keyedHash = (secret: Buffer, value: unknown): string =>
  createHmac('sha256', keyOf(secret)).update(canonical(value)).digest('hex')

const keys = new WeakMap<Buffer, KeyObject>()

/** Made once: making it takes five times as long as its use. */
function keyOf(secret: Buffer): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(secret)
  keys.set(secret, known)
  return known
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let said = ''
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[key]
    if (inner !== undefined) said += `${said && ','}${JSON.stringify(key)}:${canonical(inner)}`
  }
  return `{${said}}`
}
