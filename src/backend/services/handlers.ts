import { timingSafeEqual } from 'node:crypto'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { hashToken } from '../sessions/token.ts'
import { findService, keepEvidence, listServices, presentService } from './repository.ts'

type ServiceHandlers = Pick<Handlers, 'listServices' | 'recordEvidence' | 'heartbeat'>

export const serviceHandlers = ({ feed }: Backend): ServiceHandlers => ({
  listServices: async ({ db, now }) => ({ services: await listServices(db, now) }),

  recordEvidence: async ({ db, params, body, caller, now, afterwards }) => {
    const known = await findService(db, params.id)
    if (!known) throw new ProblemError('not-found')
    await keepEvidence(db, params.id, {
      ...body,
      checkedAt: now.toISOString(),
      source: { kind: 'technician', name: caller.user.displayName },
    })
    afterwards(() => feed.publish())
    return presentService(db, known, now)
  },

  heartbeat: async ({ db, params, now, afterwards }) => {
    const settings = await findService(db, params.id)
    if (!settings?.heartbeat_key_hash || !settings.heartbeat_valid_seconds) throw new ProblemError('not-found')
    if (!isKey(params.key, settings.heartbeat_key_hash)) throw new ProblemError('not-found')
    await keepEvidence(db, params.id, {
      level: 'operational',
      note: null,
      checkedAt: now.toISOString(),
      source: { kind: 'monitoring', name: 'Signe de vie' },
      validForSeconds: settings.heartbeat_valid_seconds,
    })
    afterwards(() => feed.publish())
    return undefined
  },
})

const isKey = (told: string, hash: string): boolean => timingSafeEqual(Buffer.from(hashToken(told)), Buffer.from(hash))
