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

  // Read each time: another station may be open on the same folder. What cannot be read now is not replaced.
  return {
    async get(name) {
      try {
        return read(file)[name] ?? null
      } catch {
        return null
      }
    },
    set: async (name, value) => save({ ...read(file), [name]: value }),
    async delete(name) {
      const { [name]: gone, ...kept } = read(file)
      if (gone !== undefined) save(kept)
    },
  }
}

/** None where there is no file yet, or where it is damaged: a sign-in gives others. @throws what else keeps it from being read */
function read(file: string): Record<string, string> {
  const found = parseJson(textOf(file))
  return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {}
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
