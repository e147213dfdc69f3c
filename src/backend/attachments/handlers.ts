import { createHash } from 'node:crypto'
import { attachmentMaxPixels, imageType, pixelsOf } from '#shared/domain/attachment.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { addAttachment, findAttachment } from './repository.ts'

/** Screenshots live in the database: kept with the same care, saved with it, and shared by every process. */
export const attachmentHandlers: Pick<Handlers, 'putAttachment' | 'readAttachment'> = {
  putAttachment: async ({ db, params: { sha256 }, body: content, caller, now }) => {
    // What the bytes show counts, not what the header says.
    const type = imageType(content)
    if (type === null) throw new ProblemError('unsupported-type')
    if (pixelsOf(content, type) > attachmentMaxPixels)
      throw new ProblemError('too-large', { detail: 'Cette image a trop de points : recadrez la partie utile.' })
    if (createHash('sha256').update(content).digest('hex') !== sha256)
      throw invalidField('sha256', 'Le contenu reçu n’est pas celui annoncé : renvoyez le fichier.')
    const bytes = content.length
    await addAttachment(db, {
      ...{ sha256, type, bytes, content },
      created_by: caller.user.id,
      created_at: now.toISOString(),
    })
    return { sha256, type, bytes }
  },

  readAttachment: async ({ db, params }) => {
    const found = await findAttachment(db, params.sha256)
    if (!found) throw new ProblemError('not-found')
    return {
      type: found.type,
      body: found.content,
      headers: {
        'content-disposition': 'attachment; filename="capture"',
        'cache-control': 'private, max-age=86400, immutable',
      },
    }
  },
}
