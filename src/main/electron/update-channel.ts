import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** As electron-builder writes it beside a package that has a `publish` setting (electron-builder.yml). */
const shippedChannel = z.looseObject({ provider: z.string(), url: z.string().optional() })

const ownMachine = ['localhost', '127.0.0.1', '[::1]']

export interface Channel {
  url: string
  /** What the package came with; null: nothing. */
  shipped: z.infer<typeof shippedChannel> | null
}

/** Where newer versions are looked for: what the environment says, else what the package came with. */
export function readChannel(given: string | undefined, resourcesPath: string): Channel | 'none' | 'unreadable' {
  const file = join(resourcesPath, 'app-update.yml')
  try {
    const shipped = existsSync(file) ? shippedChannel.parse(parse(readFileSync(file, 'utf8'))) : null
    const url = given || shipped?.url
    return url ? { url, shipped } : 'none'
  } catch (error) {
    console.error('What the package says of its updates could not be read.', error)
    return 'unreadable'
  }
}

/** Nobody on the way may put another program in place of the one that is downloaded. */
export function isTrusted(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && ownMachine.includes(hostname))
  return isPrivate && !username && !password
}

/**
 * Writes what electron-updater reads: the address, the folder of its downloads, and whoever must have signed what comes
 * (Windows), which only the package knows.
 * @returns the file
 */
export function writeChannel({ url, shipped }: Channel, folder: string): string {
  const file = join(folder, 'app-update.yml')
  // JSON is YAML.
  writeFileSync(
    file,
    JSON.stringify({ updaterCacheDirName: 'numi-hotliner-updater', ...shipped, provider: 'generic', url }),
    { mode: 0o600 },
  )
  return file
}
