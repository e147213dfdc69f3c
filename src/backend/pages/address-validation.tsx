import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readLink } from '../accounts/account-link.ts'
import { validateEmail } from '../accounts/email-validation.ts'
import type { Backend } from '../backend.ts'
import { Layout, sendPage } from './layout.tsx'
import { DeadLink } from './refusals.tsx'

/** /valider-adresse/:token: a GET shows a button (mail gateways follow links); the POST validates. */
export function addressValidation(app: FastifyInstance, { db, config }: Backend): void {
  const tokenOf = (request: FastifyRequest) => z.object({ token: z.string() }).parse(request.params).token

  app.get('/valider-adresse/fait', (_request, reply) => sendPage(reply, <DonePage />))

  // Not logged: the address is the secret.
  app.get('/valider-adresse/:token', { logLevel: 'warn' }, async (request, reply) => {
    const link = await readLink(db, config.secret, 'email-validation', tokenOf(request), config.clock.now())
    if (!link) return sendPage(reply, <DeadValidationLink />, 410)
    return sendPage(reply, <ConfirmPage email={link.email} />)
  })

  app.post('/valider-adresse/:token', { logLevel: 'warn' }, async (request, reply) => {
    const isValidated = await validateEmail(db, config.secret, tokenOf(request), config.clock.now())
    if (!isValidated) return sendPage(reply, <DeadValidationLink />, 410)
    return reply.redirect('/valider-adresse/fait', 303)
  })
}

function ConfirmPage({ email }: { email: string }) {
  return (
    <Layout title="Validez votre adresse email">
      <p className="lead">
        Confirmez que l'adresse <strong>{email}</strong> est bien la vôtre.
      </p>
      <form method="post">
        <button type="submit">Valider mon adresse</button>
      </form>
    </Layout>
  )
}

function DonePage() {
  return (
    <Layout title="Votre adresse est validée">
      <p className="lead">Merci ! Nous pourrons vous écrire à cette adresse.</p>
    </Layout>
  )
}

function DeadValidationLink() {
  return (
    <DeadLink>
      <p>Si votre adresse n'est pas encore validée, contactez la hotline : un nouveau lien vous sera envoyé.</p>
    </DeadLink>
  )
}
