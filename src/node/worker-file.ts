import { existsSync } from 'node:fs'

/** Where a worker's program is: beside its module in the sources; beside it, or above its chunk, once bundled. */
export function workerFile(name: string, from: string): URL {
  const found = [`./${name}.ts`, `./${name}.js`, `../${name}.js`]
    .map((path) => new URL(path, from))
    .find((url) => existsSync(url))
  if (!found) throw new Error(`Le programme ${name} manque à côté de celui-ci.`)
  return found
}
