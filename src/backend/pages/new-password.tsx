import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readLink } from '../accounts/account-link.ts'
import { setPassword } from '../accounts/password-reset.ts'
import { passwordFault, passwordRules } from '../accounts/password-rules.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { visitorOf } from '../attempts/visitor.ts'
import type { Backend } from '../backend.ts'
import { transact } from '../database/transact.ts'
import { Field, FormFault } from './field.tsx'
import { Layout, sendPage } from './layout.tsx'
import { DeadLink, TooManyAttempts } from './refusals.tsx'

/** Each try costs a slow hash. */
const perVisitor: Limit = { scope: 'new-password-address', max: 20, windowSeconds: 15 * 60 }

const form = z.object({ password: z.string(), again: z.string() })
type Fault = { field: 'password' | 'again'; text: string }

/** /nouveau-mot-de-passe/:token: a GET changes nothing (mail gateways follow links); the POST uses the link up. */
export function newPassword(app: FastifyInstance, { db, config }: Backend): void {
  const tokenOf = (request: FastifyRequest) => z.object({ token: z.string() }).parse(request.params).token

  /** The account whose password the link may set. */
  async function find(token: string, now: Date) {
    const link = await readLink(db, config.secret, 'password-reset', token, now)
    if (!link) return null
    return db
      .selectFrom('account')
      .select(['first_name', 'last_name', 'email'])
      .where('id', '=', link.account_id)
      .executeTakeFirstOrThrow()
  }

  app.get('/nouveau-mot-de-passe/fait', (_request, reply) => sendPage(reply, <DonePage />))

  // Not logged: the address is the secret.
  app.get('/nouveau-mot-de-passe/:token', { logLevel: 'warn' }, async (request, reply) => {
    const account = await find(tokenOf(request), config.clock.now())
    if (!account) return sendPage(reply, <DeadResetLink />, 410)
    return sendPage(reply, <ChoosePage email={account.email} fault={null} />)
  })

  app.post('/nouveau-mot-de-passe/:token', { logLevel: 'warn' }, async (request, reply) => {
    const now = config.clock.now()
    const token = tokenOf(request)
    const account = await find(token, now)
    if (!account) return sendPage(reply, <DeadResetLink />, 410)
    const wait = await transact(db, (trx) => countAttempt(trx, perVisitor, visitorOf(request.ip), now))
    if (wait !== null) return sendPage(reply.header('retry-after', wait), <TooManyAttempts />, 429)

    const typed = form.catch({ password: '', again: '' }).parse(request.body)
    const fault = faultOf(typed, account)
    if (fault) return sendPage(reply, <ChoosePage email={account.email} fault={fault} />, 400)
    const isSet = await setPassword(db, config.secret, token, typed.password, now)
    if (!isSet) return sendPage(reply, <DeadResetLink />, 410)
    return reply.redirect('/nouveau-mot-de-passe/fait', 303)
  })
}

function faultOf(typed: z.infer<typeof form>, account: Parameters<typeof passwordFault>[1]): Fault | null {
  const text = passwordFault(typed.password, account)
  if (text) return { field: 'password', text }
  if (typed.password !== typed.again)
    return { field: 'again', text: 'Les deux mots de passe ne sont pas les mêmes. Tapez-les à nouveau.' }
  return null
}

function ChoosePage({ email, fault }: { email: string | null; fault: Fault | null }) {
  const faultIn = (field: Fault['field']) => (fault?.field === field ? fault.text : null)
  return (
    <Layout title="Créez un nouveau mot de passe" hasFault={fault !== null}>
      {fault && <FormFault name={fault.field} fault={fault.text} />}
      <p>Les deux champs à remplir sont obligatoires.</p>
      <form method="post" noValidate>
        <Field
          name="username"
          label="Votre compte"
          type="email"
          autoComplete="username"
          readOnly
          defaultValue={email ?? ''}
        />
        <Field
          name="password"
          label="Nouveau mot de passe"
          hint={passwordRules}
          type="password"
          autoComplete="new-password"
          required
          fault={faultIn('password')}
        />
        <Field
          name="again"
          label="Le même, une seconde fois"
          type="password"
          autoComplete="new-password"
          required
          fault={faultIn('again')}
        />
        <button type="submit">Changer mon mot de passe</button>
      </form>
    </Layout>
  )
}

function DonePage() {
  return (
    <Layout title="Votre mot de passe est changé">
      <p className="lead">Utilisez-le dès votre prochaine connexion au portail numi.support.</p>
      <p>Le lien que vous avez reçu ne sert plus à rien : vous pouvez supprimer l'email.</p>
    </Layout>
  )
}

function DeadResetLink() {
  return (
    <DeadLink>
      <p>Votre mot de passe n'a pas été changé.</p>
      <p>
        <a href="/mot-de-passe-oublie">Demander un nouveau lien</a>
      </p>
    </DeadLink>
  )
}
