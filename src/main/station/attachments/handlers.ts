import { createHash } from 'node:crypto'
import {
  type Attachment,
  attachmentMaxBytes,
  attachmentMaxPixels,
  imageType,
  mostAttachments,
  pixelsOf,
} from '#shared/domain/attachment.ts'
import { openCallOf } from '../calls/own-call.ts'
import { StationFailure } from '../failure.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function attachmentHandlers({ store, activity }: Workplace): HandlersOf<'attachments'> {
  return {
    'attachments.add': ({ callId, name, bytes }, agent) => {
      const content = Buffer.from(bytes, 'base64')
      if (content.length > attachmentMaxBytes) throw new StationFailure('too-large')
      const type = imageType(content)
      if (!type) throw new StationFailure('unsupported-type')
      if (pixelsOf(content, type) > attachmentMaxPixels)
        throw new StationFailure('too-large', 'Cette image a trop de points : recadrez la partie utile.')
      const sha256 = createHash('sha256').update(content).digest('hex')
      const added: Attachment = { sha256, name, type, bytes: content.length }
      store.change(() => {
        openCallOf(store, callId, agent.id)
        const others = store.attachments.ofCall(callId).filter((one) => one.sha256 !== sha256)
        if (others.length >= mostAttachments)
          throw new StationFailure('invalid-input', `Un signalement porte ${mostAttachments} captures au plus.`)
        store.attachments.add(callId, added, content, new Date().toISOString())
      })
      activity.worked(callId)
      return added
    },
    'attachments.remove': ({ callId, sha256 }, agent) => {
      store.change(() => {
        openCallOf(store, callId, agent.id)
        store.attachments.remove(callId, sha256)
      })
      activity.worked(callId)
      return {}
    },
    'attachments.read': ({ sha256 }, agent) => {
      const found = store.attachments.read(sha256, agent.id)
      if (!found) throw new StationFailure('not-found')
      return { type: found.type, bytes: found.content.toString('base64') }
    },
  }
}
