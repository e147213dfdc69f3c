import { safeStorage } from 'electron'
import type { Cipher } from './sealed-secrets.ts'

/** The system's keychain; Linux without one would seal with a password known to all, which is no seal. */
export const keychain: Cipher = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
}
