import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { visitorOf } from '../attempts/visitor.ts'
import type { Backend } from '../backend.ts'
import { transact } from '../database/transact.ts'
import {
  askToSubscribe,
  chooseServices,
  offeredServices,
  readConfirmation,
  readReader,
  type Subscriber,
  stopTelling,
} from '../subscriptions/services.ts'
import { sendPage } from './layout.tsx'
import { TooManyAttempts } from './refusals.tsx'
import {
  AskedPage,
  AskPage,
  ChoosePage,
  ChosenPage,
  DeadSubscriptionLink,
  StopPage,
  StoppedPage,
} from './subscription-pages.tsx'

const perVisitor: Limit = { scope: 'subscription-address', max: 20, windowSeconds: 15 * 60 }
/** Longer than the work ever takes, so that the wait tells nothing. */
const leastMs = 200

const address = z.string().trim().toLowerCase().pipe(z.email().max(254))
/** A form sends one box that is ticked as itself, several as a list. */
const ticked = z.preprocess(
  (given) => (given === undefined ? [] : [given].flat()),
  z.array(z.string().max(100)).max(50),
)
const form = z.object({ email: z.string().max(254).catch(''), services: ticked.catch([]), stop: z.string().optional() })

/** What a form chose among what is offered. */
const among = (offered: Readonly<Record<string, string>>, ids: readonly string[]) =>
  Object.fromEntries(Object.entries(offered).filter(([id]) => ids.includes(id)))

/**
 * /abonnement: anybody may ask to be told of services by email, and confirms it by a link. Whoever is told of incidents
 * chooses, or stops it, by the link under each email. A GET changes nothing: mail gateways follow links.
 */
export function subscription(app: FastifyInstance, { db, config }: Backend): void {
  const tokenOf = (request: FastifyRequest) => z.object({ token: z.string() }).parse(request.params).token
  // Not logged: the address is the secret.
  const unseen = { logLevel: 'warn' } as const

  app.get('/abonnement', async (_request, reply) => {
    const offered = await offeredServices(db)
    return sendPage(reply, <AskPage typed="" offered={offered} chosen={Object.keys(offered)} faults={{}} />)
  })
  app.get('/abonnement/envoye', (_request, reply) => sendPage(reply, <AskedPage />))
  app.get('/abonnement/fait', (_request, reply) => sendPage(reply, <ChosenPage />))
  app.get('/abonnement/arrete', (_request, reply) => sendPage(reply, <StoppedPage />))

  app.post('/abonnement', async (request, reply) => {
    const now = config.clock.now()
    const typed = form.parse(request.body ?? {})
    const email = address.safeParse(typed.email)
    const offered = await offeredServices(db)
    const services = among(offered, typed.services)
    const faults = {
      ...(!email.success && { email: 'Entrez une adresse complète, comme prenom.nom@exemple.fr.' }),
      ...(Object.keys(services).length === 0 && { services: 'Choisissez au moins un service.' }),
    }
    if (!email.success || Object.keys(faults).length > 0)
      return sendPage(
        reply,
        <AskPage typed={typed.email} offered={offered} chosen={Object.keys(services)} faults={faults} />,
        400,
      )
    const wait = await transact(db, (trx) => countAttempt(trx, perVisitor, visitorOf(request.ip), now))
    if (wait !== null) return sendPage(reply.header('retry-after', wait), <TooManyAttempts />, 429)
    await Promise.all([
      transact(db, (trx) => askToSubscribe(trx, { email: email.data, services }, now)),
      new Promise((resolve) => setTimeout(resolve, leastMs)),
    ])
    return reply.redirect('/abonnement/envoye', 303)
  })

  /** Shows what is received at an address and what may be, or keeps what was chosen. */
  const choose = async (request: FastifyRequest, reply: FastifyReply, subscriber: Subscriber | null) => {
    if (!subscriber) return sendPage(reply, <DeadSubscriptionLink />, 410)
    const offered = await offeredServices(db)
    if (request.method === 'GET') return sendPage(reply, <ChoosePage subscriber={subscriber} offered={offered} />)
    const { services, stop } = form.parse(request.body ?? {})
    if (stop !== undefined) {
      await end(subscriber)
      return reply.redirect('/abonnement/arrete', 303)
    }
    const chosen = Object.keys(among(offered, services))
    if (chosen.length === 0)
      return sendPage(
        reply,
        <ChoosePage
          subscriber={{ ...subscriber, serviceIds: [], askedIds: [] }}
          offered={offered}
          fault="Choisissez au moins un service, ou arrêtez tout."
        />,
        400,
      )
    await transact(db, (trx) => chooseServices(trx, subscriber.email, chosen, config.clock.now()))
    return reply.redirect('/abonnement/fait', 303)
  }
  const end = ({ email }: Subscriber) => transact(db, (trx) => stopTelling(trx, email, config.clock.now()))

  const readConfirmed = (request: FastifyRequest) =>
    readConfirmation(db, config.secret, tokenOf(request), config.clock.now())
  const readTold = (request: FastifyRequest) => readReader(db, config.secret, tokenOf(request))

  for (const method of ['GET', 'POST'] as const) {
    app.route({
      ...{ method, url: '/abonnement/confirmation/:token', ...unseen },
      handler: async (request, reply) => choose(request, reply, await readConfirmed(request)),
    })
    app.route({
      ...{ method, url: '/abonnement/:token', ...unseen },
      handler: async (request, reply) => choose(request, reply, await readTold(request)),
    })
  }

  app.get('/abonnement/:token/arret', unseen, async (request, reply) => {
    const subscriber = await readTold(request)
    if (!subscriber) return sendPage(reply, <DeadSubscriptionLink />, 410)
    return sendPage(reply, <StopPage email={subscriber.email} />)
  })
  // RFC 8058: a mail reader presses it for its owner, from no page of ours; the token alone says for whom.
  app.post('/abonnement/:token/arret', { ...unseen, config: { fromAnywhere: true } }, async (request, reply) => {
    const subscriber = await readTold(request)
    if (!subscriber) return sendPage(reply, <DeadSubscriptionLink />, 410)
    await end(subscriber)
    // Not by a redirection, which a mail reader would not follow.
    return sendPage(reply, <StoppedPage />)
  })
}
