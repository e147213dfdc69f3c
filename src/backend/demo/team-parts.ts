import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Backend } from '../backend.ts'
import type { TeamSettings } from '../notifications/team/settings.ts'

const slackPath = '/demonstration/slack'
const smsPath = '/demonstration/sms'

/**
 * How the demonstration's technical team is told: by what stands here for Slack and for an SMS gateway.
 * @param baseUrl where this backend itself can be reached
 */
export const demoTeam = (baseUrl: string): TeamSettings => ({
  emails: ['equipe-technique@numi.example'],
  slackWebhook: `${baseUrl}${slackPath}`,
  sms: {
    url: `${baseUrl}${smsPath}`,
    authorization: null,
    body: '{"to":"{to}","text":"{text}","id":"{id}"}',
    // From the range that ARCEP keeps for fiction.
    phones: ['+33639980747'],
  },
})

const slackMessage = z.object({ text: z.string().min(1).max(5000) })
const sms = z.object({ to: z.string().max(20), text: z.string().min(1).max(1000), id: z.uuid() })

/** What stands for Slack and for an SMS gateway in the demonstration: what they are given is read at /boite-aux-lettres. */
export function teamParts(app: FastifyInstance, { db, config }: Pick<Backend, 'db' | 'config'>): void {
  const keep = (channel: 'slack' | 'sms', id: string, recipient: string, text: string) =>
    db
      .insertInto('letter')
      .values({
        ...{ notification_id: id, channel, recipient, text, html: '' },
        ...{ subject: text.split('\n', 1)[0] ?? '', received_at: config.clock.now().toISOString() },
      })
      .onConflict((conflict) => conflict.column('notification_id').doNothing())
      .execute()
  const keyOf = (request: FastifyRequest) => z.uuid().safeParse(request.headers['idempotency-key'])

  app.post(slackPath, { logLevel: 'warn' }, async (request, reply) => {
    const message = slackMessage.safeParse(request.body)
    const key = keyOf(request)
    if (!message.success || !key.success) return reply.code(400).send('invalid_payload')
    await keep('slack', key.data, 'Slack', message.data.text)
    return 'ok'
  })

  app.post(smsPath, { logLevel: 'warn' }, async (request, reply) => {
    const message = sms.safeParse(request.body)
    if (!message.success) return reply.code(400).send({ error: 'invalid message' })
    const { id, to, text } = message.data
    await keep('sms', id, to, text)
    return reply.code(202).send({ id })
  })
}
