import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { issuePasswordReset } from '../accounts/password-reset.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { visitorOf } from '../attempts/visitor.ts'
import type { Backend } from '../backend.ts'
import { transact } from '../database/transact.ts'
import { EmailField, FormFault } from './field.tsx'
import { Layout, sendPage } from './layout.tsx'
import { TooManyAttempts } from './refusals.tsx'

const perVisitor: Limit = { scope: 'password-reset-address', max: 20, windowSeconds: 15 * 60 }
const perAccount: Limit = { scope: 'password-reset', max: 3, windowSeconds: 3600 }
/** Longer than the work takes when there is an account, so that the wait tells nothing. */
const leastMs = 200

const form = z.object({ email: z.string().trim().toLowerCase().pipe(z.email().max(254)) })

/** /mot-de-passe-oublie: a client asks for a link. The answer never tells whether the address has an account. */
export function forgottenPassword(app: FastifyInstance, { db, config }: Backend): void {
  app.get('/mot-de-passe-oublie', (_request, reply) => sendPage(reply, <AskPage typed="" fault={null} />))
  app.get('/mot-de-passe-oublie/envoye', (_request, reply) => sendPage(reply, <AskedPage />))

  app.post('/mot-de-passe-oublie', async (request, reply) => {
    const now = config.clock.now()
    const parsed = form.safeParse(request.body)
    if (!parsed.success) {
      const typed = z.object({ email: z.string().max(254) }).safeParse(request.body)
      const fault = 'Entrez une adresse complète, comme prenom.nom@exemple.fr.'
      return sendPage(reply, <AskPage typed={typed.data?.email ?? ''} fault={fault} />, 400)
    }
    const wait = await transact(db, (trx) => countAttempt(trx, perVisitor, visitorOf(request.ip), now))
    if (wait !== null) return sendPage(reply.header('retry-after', wait), <TooManyAttempts />, 429)
    await Promise.all([sendLink(parsed.data.email, now), new Promise((resolve) => setTimeout(resolve, leastMs))])
    return reply.redirect('/mot-de-passe-oublie/envoye', 303)
  })

  async function sendLink(email: string, now: Date): Promise<void> {
    await transact(db, async (trx) => {
      const account = await trx
        .selectFrom('account')
        .select(['id', 'first_name'])
        .where('email', '=', email)
        .executeTakeFirst()
      if (!account || (await countAttempt(trx, perAccount, account.id, now)) !== null) return
      await issuePasswordReset(trx, { ...account, email }, now)
    })
  }
}

function AskPage({ typed, fault }: { typed: string; fault: string | null }) {
  return (
    <Layout title="Mot de passe oublié" hasFault={fault !== null}>
      {fault && <FormFault name="email" fault={fault} />}
      <p className="lead">Entrez votre adresse email : vous recevrez un lien pour créer un nouveau mot de passe.</p>
      <form method="post" action="/mot-de-passe-oublie" noValidate>
        <EmailField typed={typed} fault={fault} />
        <button type="submit">Recevoir le lien</button>
      </form>
    </Layout>
  )
}

function AskedPage() {
  return (
    <Layout title="Vérifiez vos emails">
      <p className="lead">
        Si un compte existe à cette adresse, vous devriez recevoir l'email de réinitialisation dans 2 à 5 minutes.
      </p>
      <p>Si vous ne le voyez pas, vérifiez vos spams/courriers indésirables.</p>
      <p>Une fois reçu, cliquez sur le lien, créez un nouveau mot de passe, et vous pourrez vous reconnecter.</p>
      <p>
        <a href="/mot-de-passe-oublie">Demander un autre lien</a>
      </p>
    </Layout>
  )
}
