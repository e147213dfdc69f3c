import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's scrypt setting of 32 MB; kept in each hash, so that it can be raised without losing anyone. */
const current = { N: 2 ** 15, r: 8, p: 3 }
const keyLength = 32

const derive = (password: string, salt: Buffer, { N, r, p }: typeof current): Promise<Buffer> => {
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 }
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

/** `scrypt$N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, current)
  return ['scrypt', current.N, current.r, current.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

const nobody = { ...current, salt: randomBytes(16), key: randomBytes(keyLength) }

/** Takes the same time whether or not there is a hash to compare with: null is never right. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const expected = hash === null ? nobody : read(hash)
  const key = await derive(password, expected.salt, expected)
  return timingSafeEqual(key, expected.key) && hash !== null
}

function read(hash: string) {
  const [scheme, N, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) throw new Error('Unknown password hash scheme.')
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}
