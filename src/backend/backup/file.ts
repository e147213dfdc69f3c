import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { Row } from '../database/engine.ts'

/**
 * A backup is a gzipped text, one JSON a line: what it is, its rows, how many there are. Both engines write the same and read
 * the same: what was kept on the one can go on on the other.
 */
const head = z.object({
  format: z.literal('numi-backup'),
  at: z.iso.datetime(),
  /** The migrations that the rows had gone through. */
  migrations: z.array(z.string()).min(1),
  /** Base64: without it, links already sent and what was erased could not be recognised any more. */
  secret: z.base64(),
})
export type BackupHead = z.infer<typeof head>

const line = z.union([
  z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) }),
  z.object({ counts: z.record(z.string(), z.number()) }),
])

/** A table's rows, some at a time. */
export interface BackupRows {
  table: string
  rows: Row[]
}

/** Writes a backup whole or not at all, for its owner alone. @returns how many rows, by table @throws when the file exists */
export async function writeBackupFile(
  path: string,
  of: BackupHead,
  content: AsyncIterable<BackupRows>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  async function* lines() {
    yield `${JSON.stringify(of)}\n`
    for await (const { table, rows } of content) {
      counts[table] = (counts[table] ?? 0) + rows.length
      yield rows.map((row) => `${JSON.stringify({ table, row: packed(row) })}\n`).join('')
    }
    yield `${JSON.stringify({ counts })}\n`
  }
  const claimed = await open(path, 'wx', 0o600)
  await claimed.close()
  const draft = `${path}.draft`
  try {
    const file = await open(draft, 'w', 0o600)
    await pipeline(Readable.from(lines()), createGzip(), file.createWriteStream({ flush: true }))
    await rename(draft, path)
  } catch (error) {
    for (const left of [draft, path]) await rm(left, { force: true })
    throw error
  }
  return counts
}

/** @throws Error, in French, when it is no backup, or not a whole one */
export async function readBackupHead(path: string): Promise<BackupHead> {
  let found: BackupHead | null = null
  const counts: Record<string, number> = {}
  let promised: Record<string, number> | null = null
  try {
    for await (const text of linesOf(path)) {
      if (!found) {
        found = head.parse(JSON.parse(text))
        continue
      }
      const read = line.parse(JSON.parse(text))
      if ('counts' in read) promised = read.counts
      else counts[read.table] = (counts[read.table] ?? 0) + 1
    }
  } catch (error) {
    throw new Error(
      `${path} n’est pas une sauvegarde, ou elle est abîmée (${error instanceof Error ? error.message : error}).`,
    )
  }
  if (!found || JSON.stringify(promised) !== JSON.stringify(counts))
    throw new Error(`La sauvegarde ${path} n’est pas entière.`)
  return found
}

/** The rows of a backup that has been found whole, some at a time. */
export async function* readBackupRows(path: string, atOnce: number): AsyncIterable<BackupRows> {
  let held: BackupRows | null = null
  let isHead = true
  for await (const text of linesOf(path)) {
    const read = isHead ? null : line.parse(JSON.parse(text))
    isHead = false
    if (!read || !('table' in read)) continue
    if (held && (held.table !== read.table || held.rows.length >= atOnce)) {
      yield held
      held = null
    }
    held ??= { table: read.table, rows: [] }
    held.rows.push(unpacked(read.row))
  }
  if (held) yield held
}

async function* linesOf(path: string): AsyncIterable<string> {
  const source = createReadStream(path)
  const text = createGunzip()
  const whole = pipeline(source, text)
  whole.catch(() => {})
  for await (const text_ of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) yield text_
  await whole
}

const packed = (row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value,
    ]),
  )

const bytes = z.object({ base64: z.base64() })
const scalar = z.union([z.string(), z.number(), z.null()])
const unpacked = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const held = bytes.safeParse(value)
      return [name, held.success ? Buffer.from(held.data.base64, 'base64') : scalar.parse(value)]
    }),
  )
