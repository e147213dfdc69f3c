import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fileSecrets, type Secrets } from '#station/secrets.ts'
import { type Cipher, sealedSecrets } from '../../../src/main/electron/sealed-secrets.ts'
import { answerSecret, askSecrets, type SecretAsk } from '../../../src/main/electron/secret-line.ts'

/** A keychain with a key of its own, as each session of each machine has. */
function keychain(): Cipher & { isThere: boolean } {
  const key = randomBytes(32)
  return {
    isThere: true,
    isAvailable() {
      return this.isThere
    },
    seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'numi-secrets-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const onDisk = (home: string) => readFileSync(join(home, 'secrets.json'), 'utf8')

test('a token is sealed on disk, and read back', async () => {
  const home = folder()
  const secrets = sealedSecrets(fileSecrets(home), keychain())
  await secrets.set('session', 'jeton-de-lea')
  expect(onDisk(home)).not.toContain('jeton-de-lea')
  expect(await secrets.get('session')).toBe('jeton-de-lea')
  await secrets.delete('session')
  expect(await secrets.get('session')).toBeNull()
})

test('without a keychain a token is kept in the owner’s file, and sealed as soon as there is one', async () => {
  const home = folder()
  const cipher = keychain()
  cipher.isThere = false
  const secrets = sealedSecrets(fileSecrets(home), cipher)
  await secrets.set('session', 'jeton-de-lea')
  expect(await secrets.get('session')).toBe('jeton-de-lea')
  cipher.isThere = true
  expect(await secrets.get('session')).toBe('jeton-de-lea')
  expect(onDisk(home)).not.toContain('jeton-de-lea')
  expect(await secrets.get('session')).toBe('jeton-de-lea')
})

test('a token sealed elsewhere, or whose keychain has gone, is no token: it asks for a sign-in', async () => {
  const home = folder()
  await sealedSecrets(fileSecrets(home), keychain()).set('session', 'jeton-de-lea')
  const another = keychain()
  expect(await sealedSecrets(fileSecrets(home), another).get('session')).toBeNull()
  another.isThere = false
  expect(await sealedSecrets(fileSecrets(home), another).get('session')).toBeNull()
})

test('a file that cannot be read now is not replaced: the others’ tokens are in it, and the workplace’s key', async () => {
  const home = folder()
  const secrets = fileSecrets(home)
  await secrets.set('data-key', 'la clé')
  const [file, aside] = [join(home, 'secrets.json'), join(home, 'aside.json')]
  renameSync(file, aside)
  symlinkSync('secrets.json', file)
  expect(await secrets.get('data-key')).toBeNull()
  await expect(secrets.set('session', 'jeton-de-lea')).rejects.toThrow('ELOOP')
  await expect(secrets.delete('session')).rejects.toThrow('ELOOP')
  renameSync(aside, file)
  await secrets.set('session', 'jeton-de-lea')
  expect(await secrets.get('data-key')).toBe('la clé')
})

/** Both ends of the line, each message copied as between processes. */
function line(kept: Secrets) {
  const { secrets, receive } = askSecrets(async (ask) =>
    receive(structuredClone(await answerSecret(kept, structuredClone<SecretAsk>(ask)))),
  )
  return secrets
}

test('the station keeps its secrets through the main process, several at once', async () => {
  const secrets = line(fileSecrets(folder()))
  await secrets.set('a', '1')
  await secrets.set('b', '2')
  expect(await Promise.all([secrets.get('b'), secrets.get('a'), secrets.get('c')])).toEqual(['2', '1', null])
  await secrets.delete('a')
  expect(await secrets.get('a')).toBeNull()
})

test('a secret that could not be kept is an error, never a silence', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const refusing = { ...fileSecrets(folder()), set: () => Promise.reject(new Error('ENOSPC')) }
  await expect(line(refusing).set('a', 'jeton-de-lea')).rejects.toThrow('could not be reached')
  expect(JSON.stringify(said.mock.calls)).not.toContain('jeton-de-lea')
  said.mockRestore()
})
