import { resolve, sep } from 'node:path'

/** The host of `app://numi/`. */
const host = 'numi'

/** The file that an address asks for; null for any that is not inside the screen's own folder. */
export function fileOf(address: string, folder: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.host !== host) return null
  const path = decoded(url.pathname === '/' ? '/index.html' : url.pathname)
  if (path === null || path.includes('\0')) return null
  const file = resolve(folder, `.${path}`)
  return file.startsWith(folder + sep) ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Whether an address is of the screen's origin: parsed and compared, never searched for a substring. */
export function isOfOrigin(address: string, ours: string): boolean {
  if (!URL.canParse(address)) return false
  const [shown, own] = [new URL(address), new URL(ours)]
  return shown.protocol === own.protocol && shown.host === own.host && !shown.username && !shown.password
}
