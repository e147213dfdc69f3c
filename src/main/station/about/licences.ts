import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Licence, licence } from '#shared/domain/licence.ts'

/** What ships beside the bundles and in none of them, so that no build lists it. */
const besideTheBundles = ['better-sqlite3']

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() })

/**
 * The licences of everything that ships, by name: what the builds listed of the packages they bundled, and what stands
 * beside them.
 * @param files as the builds wrote them; one that is not there has nothing bundled (a program run from its sources)
 */
export function readLicences(files: readonly string[]): Licence[] {
  const found = [
    ...files.flatMap((file) =>
      existsSync(file) ? z.array(licence).parse(JSON.parse(readFileSync(file, 'utf8'))) : [],
    ),
    ...besideTheBundles.map(licenceOf),
  ]
  const once = new Map(found.map((one) => [`${one.name} ${one.version}`, one]))
  return [...once.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

function licenceOf(name: string): Licence {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { version, license } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  const text = join(dirname(file), 'LICENSE')
  return { name, version, identifier: license, text: existsSync(text) ? readFileSync(text, 'utf8').trim() : undefined }
}
