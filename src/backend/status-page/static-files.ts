import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../backend.ts'
import { bannerFiles } from '../banner/handlers.ts'
import { etagOf } from '../contract/etag.ts'
import { stylesheet } from '../pages/stylesheet.ts'
import { statusPageJson } from './handlers.ts'
import { type Publication, publish } from './publication.tsx'

const renewedEveryMs = 60_000
/** The first change of a burst is written at once, the rest of it together. */
const pauseMs = 1000

/**
 * Makes the folder of the files, and removes what a process that was killed left unfinished in it.
 * @throws Error, in French, when it cannot be written in
 */
export async function openStaticFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    await removeDrafts(folder)
  } catch (error) {
    throw new Error(`Le dossier ${folder} (NUMI_STATIC_DIR) ne peut pas être écrit : ${(error as Error).message}`)
  }
}

/**
 * Keeps what is published written as files, on each change and every minute, in a folder that any web server can serve:
 * it goes on being read when this backend, or its whole machine, is gone. Several processes may write in the same folder.
 * @returns how to stop
 */
export function keepStaticFiles(
  { db, config, feed, log }: Pick<Backend, 'db' | 'config' | 'feed' | 'log'>,
  folder: string,
): () => Promise<void> {
  const stopping = new AbortController()
  let written = new Map<string, string>()
  let isDue = false
  let writing: Promise<void> | undefined
  const write = async () => {
    while (isDue && !stopping.signal.aborted) {
      isDue = false
      await writeFiles(folder, publish({ db, config }, config.clock.now(), 'copied'), written)
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const renew = () => {
    isDue = true
    writing ??= write()
      .catch((error) => log.error({ err: error }, 'static files not written'))
      .finally(() => {
        writing = undefined
      })
  }
  feed.onChange(renew)
  renew()
  const timer = setInterval(() => {
    // Also what somebody removed.
    written = new Map()
    renew()
  }, renewedEveryMs)
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await writing
  }
}

/** @param written the ETag of each file as it was last written: one that is the same is left alone */
async function writeFiles(folder: string, publication: Publication, written: Map<string, string>): Promise<void> {
  for (const [file, content] of await filesOf(publication)) {
    const etag = etagOf(content)
    if (written.get(file) === etag) continue
    await replace(join(folder, file), content)
    written.set(file, etag)
  }
}

async function filesOf(publication: Publication): Promise<Map<string, string | Buffer>> {
  const files = new Map<string, string | Buffer>([['pages.css', stylesheet]])
  const add = async (address: string, file: string) => {
    const document = await publication.document(address)
    if (document) files.set(file, document.body)
  }
  for (const { id } of await publication.mentioned()) await add(`/incidents/${id}`, `incidents/${id}/index.html`)
  await add('/historique', 'historique/index.html')
  for (const feed of ['flux.atom', 'flux.rss']) await add(`/${feed}`, feed)
  for (const [path, content] of [...(await statusPageJson(publication)), ...(await bannerFiles(publication))])
    files.set(path.slice(1), content)
  // Last, so that what it leads to is there.
  await add('/', 'index.html')
  return files
}

/** A file is replaced at once: nobody reads half of it. */
async function replace(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`)
  try {
    await writeFile(draft, content, { flush: true })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function removeDrafts(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^\..+\.[0-9a-f-]{36}$/.test(entry.name)) continue
    const draft = join(entry.parentPath, entry.name)
    const { mtimeMs } = await stat(draft)
    if (Date.now() - mtimeMs > renewedEveryMs) await rm(draft, { force: true })
  }
}
