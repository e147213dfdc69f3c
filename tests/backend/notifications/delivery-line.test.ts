import { describe, expect, it, onTestFinished } from 'vitest'
import type { Config } from '#backend/config.ts'
import { deliveryLine } from '#backend/notifications/delivery-line.ts'
import { enqueue } from '#backend/notifications/outbox.ts'
import { openBackend } from '../open-backend.ts'
import { samples } from './samples.ts'

async function lineAtStart(settings: Partial<Omit<Config, 'clock'>>) {
  const { server, db, clock, close } = await openBackend(settings)
  onTestFinished(close)
  await db.transaction().execute((trx) => enqueue(trx, samples['ticket-confirmation'], clock.now()))
  return deliveryLine(server.backend)
}

describe('the start says how emails leave', () => {
  it('by SMTP, without the credentials', async () => {
    const line = await lineAtStart({ smtpUrl: 'smtp://numi:secret@mail.exemple.fr:587' })
    expect(line).toContain('mail.exemple.fr:587')
    expect(line).not.toContain('secret')
  })

  it('in the demonstration, where to read them', async () => {
    expect(await lineAtStart({ isDemo: true })).toContain('http://127.0.0.1:4400/boite-aux-lettres')
  })

  it('not at all, and how many wait', async () => {
    expect(await lineAtStart({})).toBe('emails : aucun ne part sans SMTP_URL ; en attente : 1')
  })
})
