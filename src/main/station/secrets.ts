import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from './backend/answers.ts'

/** Where the station keeps its tokens; a host that has a keychain gives its own. */
export interface Secrets {
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}

/** Secrets in a file that only its owner reads, replaced whole at each change. */
export function fileSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json')
  const secrets = new Map<string, string>(Object.entries(read(file)))

  function save() {
    const next = `${file}.next`
    const handle = openSync(next, 'w', 0o600)
    chmodSync(next, 0o600)
    writeSync(handle, JSON.stringify(Object.fromEntries(secrets)))
    fsyncSync(handle)
    closeSync(handle)
    renameSync(next, file)
  }

  return {
    get: async (name) => secrets.get(name) ?? null,
    async set(name, value) {
      secrets.set(name, value)
      save()
    },
    async delete(name) {
      if (secrets.delete(name)) save()
    },
  }
}

/** A token lost or damaged only asks for a sign-in. */
function read(file: string): Record<string, string> {
  try {
    const found = parseJson(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {}
  } catch {
    return {}
  }
}
