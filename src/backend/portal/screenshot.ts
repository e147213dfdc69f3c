import { createHash, timingSafeEqual } from 'node:crypto'
import { basename } from 'node:path/win32'
import { z } from 'zod'
import { attachmentMaxBytes, attachmentMaxPixels, imageType, pixelsOf } from '#shared/domain/attachment.ts'
import { addAttachment } from '../attachments/repository.ts'
import { withoutMetadata } from '../attachments/without-metadata.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { keyedHash } from '../idempotency/content-hash.ts'
import type { Client } from './client-session.ts'

/** A screenshot as it was received, whatever came of its form. */
export interface Screenshot {
  sha256: string
  name: string
}

/** What a form that is shown again carries of a screenshot already received: of use to the client who sent it alone. */
const ticketOfScreenshot = z.object({ sha256: z.string(), name: z.string().max(200), proof: z.string() })

const proofOf = (secret: Buffer, client: Pick<Client, 'id'>, { sha256, name }: Screenshot): string =>
  keyedHash(secret, { for: 'screenshot', accountId: client.id, sha256, name })

export const carryScreenshot = (secret: Buffer, client: Pick<Client, 'id'>, screenshot: Screenshot): string =>
  JSON.stringify({ ...screenshot, proof: proofOf(secret, client, screenshot) })

/** @returns null when it is not what `carryScreenshot` gave this client */
export function carriedScreenshot(secret: Buffer, client: Pick<Client, 'id'>, carried: string): Screenshot | null {
  const parsed = ticketOfScreenshot.safeParse(readJson(carried))
  if (!parsed.success) return null
  const { proof, ...screenshot } = parsed.data
  const expected = Buffer.from(proofOf(secret, client, screenshot))
  const given = Buffer.from(proof)
  return given.length === expected.length && timingSafeEqual(given, expected) ? screenshot : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** One that comes with a refused form is kept all the same: nobody fills the disk with forms that are. */
const perAccount: Limit = { scope: 'bug-report-screenshot', max: 30, windowSeconds: 3600 }

/** Keeps a client's screenshot, freed of its metadata. @returns what is wrong with it, in French, when it is not kept */
export async function keepScreenshot(
  db: Db,
  client: Pick<Client, 'id'>,
  { content, filename, isWhole }: { content: Buffer; filename: string; isWhole: boolean },
  now: Date,
): Promise<Screenshot | string> {
  if (!isWhole || content.length > attachmentMaxBytes)
    return 'Cette image dépasse 5 Mo. Réduisez-la, ou recadrez la partie utile.'
  const type = imageType(content)
  if (type === null) return 'Ce fichier n’est ni un PNG ni un JPG. Enregistrez la capture dans l’un de ces formats.'
  if (pixelsOf(content, type) > attachmentMaxPixels) return 'Cette image a trop de points. Recadrez la partie utile.'
  const picture = withoutMetadata(content, type)
  if (picture === null) return 'Cette image est abîmée ou incomplète. Refaites la capture, ou choisissez-en une autre.'
  if ((await transact(db, (trx) => countAttempt(trx, perAccount, client.id, now))) !== null)
    return 'Vous avez envoyé beaucoup d’images en peu de temps. Renvoyez celle-ci plus tard, ou signalez sans elle.'
  const sha256 = createHash('sha256').update(picture).digest('hex')
  await addAttachment(db, {
    ...{ sha256, type, bytes: picture.length, content: picture },
    ...{ created_by: null, created_at: now.toISOString() },
  })
  return { sha256, name: nameOf(filename) }
}

/** The last part of a path of either kind, of characters that can be seen. */
const nameOf = (filename: string): string =>
  basename(filename)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200)
    .toWellFormed() || 'capture'
