import { readFileSync, renameSync, writeFileSync } from 'node:fs'
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

  function save(secrets: Record<string, string>) {
    const next = `${file}.next`
    writeFileSync(next, JSON.stringify(secrets), { mode: 0o600, flush: true })
    renameSync(next, file)
  }

  // Read each time: another station may be open on the same folder.
  return {
    get: async (name) => read(file)[name] ?? null,
    set: async (name, value) => save({ ...read(file), [name]: value }),
    async delete(name) {
      const { [name]: gone, ...kept } = read(file)
      if (gone !== undefined) save(kept)
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
