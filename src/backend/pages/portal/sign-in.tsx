import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { visitorOf } from '../../attempts/visitor.ts'
import type { Backend } from '../../backend.ts'
import { closeClientSession } from '../../portal/client-session.ts'
import { sessionCookie } from '../../portal/cookie.ts'
import { signInClient } from '../../portal/sign-in.ts'
import { Field, FormFault } from '../field.tsx'
import { Layout, sendPage } from '../layout.tsx'
import { TooManyAttempts } from '../refusals.tsx'
import { dress, portalPaths, sendPortalPage } from './frame.tsx'
import { wayBack } from './way-back.ts'

const form = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(1).max(200),
})
const typed = z
  .object({ email: z.string().max(254).catch(''), retour: z.unknown().optional() })
  .catch({ email: '', retour: '' })

/** /portail/connexion and /portail/deconnexion. No answer tells whether an address has an account. */
export function clientSignIn(app: FastifyInstance, { db, config }: Backend): void {
  const cookie = sessionCookie(config)

  app.get(portalPaths.signIn, async (request, reply) => {
    const { retour } = z.object({ retour: z.unknown().optional() }).parse(request.query)
    return sendPortalPage(reply, <SignInPage back={wayBack(retour)} email="" fault={null} hotline={config.hotline} />)
  })

  app.post(portalPaths.signIn, async (request, reply) => {
    const { email, retour } = typed.parse(request.body)
    const back = wayBack(retour)
    const again = (fault: Fault, status: number) =>
      sendPortalPage(reply, <SignInPage {...{ back, email, fault }} hotline={config.hotline} />, status)

    const credentials = form.safeParse(request.body)
    if (!credentials.success) return again(email.includes('@') ? 'no-password' : 'no-address', 400)
    const now = config.clock.now()
    const signIn = await signInClient(db, { ...credentials.data, address: visitorOf(request.ip) }, now)
    switch (signIn.outcome) {
      case 'too-many':
        return sendPage(reply.header('retry-after', signIn.retryAfterSeconds), <TooManyAttempts />, 429)
      case 'refused':
        return again('refused', 403)
      case 'suspended':
        return sendPage(reply, <SuspendedPage hotline={config.hotline} />, 403)
      case 'unvalidated':
        return sendPage(reply, <UnvalidatedPage email={email} hotline={config.hotline} />, 403)
      case 'open': {
        // Whose session this browser had before is over.
        const former = cookie.read(request)
        if (former) await closeClientSession(db, former)
        return cookie.set(reply, signIn.token).redirect(back, 303)
      }
    }
  })

  app.post(portalPaths.signOut, async (request, reply) => {
    const token = cookie.read(request)
    if (token) await closeClientSession(db, token)
    return cookie.clear(reply).redirect(`${portalPaths.signIn}/terminee`, 303)
  })

  app.get(`${portalPaths.signIn}/terminee`, (_request, reply) => sendPage(reply, <SignedOutPage />))
}

type Fault = 'no-address' | 'no-password' | 'refused'

const callHotline = (hotline: string | null) => (hotline === null ? 'la hotline' : `la hotline au ${hotline}`)

interface SignInPageProps {
  back: string
  email: string
  fault: Fault | null
  hotline: string | null
}

function SignInPage({ back, email, fault, hotline }: SignInPageProps) {
  const inEmail = fault === 'no-address' ? 'Entrez une adresse complète, comme prenom.nom@exemple.fr.' : null
  const inPassword = fault === 'no-password' ? 'Entrez votre mot de passe.' : null
  return (
    <Layout title="Connexion au portail" hasFault={fault !== null} {...dress()}>
      {inEmail && <FormFault name="email" fault={inEmail} />}
      {inPassword && <FormFault name="password" fault={inPassword} />}
      {fault === 'refused' && (
        <div className="alert" role="alert">
          <p>
            <strong>Identifiant ou mot de passe incorrect, ou compte bloqué.</strong>
          </p>
          <p>
            Après cinq essais manqués, un compte est bloqué par sécurité : appelez {callHotline(hotline)}, qui pourra le
            débloquer, ou <a href="/mot-de-passe-oublie">créez un nouveau mot de passe</a>.
          </p>
        </div>
      )}
      <form method="post" action={portalPaths.signIn} noValidate>
        <input type="hidden" name="retour" value={back} />
        <Field
          name="email"
          label="Votre adresse email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          defaultValue={email}
          fault={inEmail}
        />
        <Field
          name="password"
          label="Votre mot de passe"
          type="password"
          autoComplete="current-password"
          required
          fault={inPassword}
        />
        <button type="submit">Se connecter</button>
      </form>
      <p className="after">
        <a href="/mot-de-passe-oublie">Mot de passe oublié</a>
      </p>
    </Layout>
  )
}

function SuspendedPage({ hotline }: { hotline: string | null }) {
  return (
    <Layout title="Votre compte est suspendu">
      <p className="lead">
        Votre adresse et votre mot de passe sont les bons, mais votre compte est temporairement suspendu : vous ne
        pouvez pas vous connecter pour le moment.
      </p>
      <p>Contactez {callHotline(hotline)} : nous vous dirons pourquoi, et ce que vous pouvez faire.</p>
    </Layout>
  )
}

function UnvalidatedPage({ email, hotline }: { email: string; hotline: string | null }) {
  return (
    <Layout title="Validez votre adresse email">
      <p className="lead">
        Votre adresse <strong>{email}</strong> n'est pas encore validée. Nous vous avons envoyé un lien : cliquez
        dessus, puis revenez vous connecter.
      </p>
      <p>
        Si vous ne le voyez pas d'ici 5 minutes, vérifiez vos spams/courriers indésirables, ou contactez{' '}
        {callHotline(hotline)}.
      </p>
      <p>
        <a href={portalPaths.signIn}>Se connecter</a>
      </p>
    </Layout>
  )
}

function SignedOutPage() {
  return (
    <Layout title="Vous êtes déconnecté">
      <p className="lead">À bientôt sur le portail numi.support.</p>
      <p>
        <a href={portalPaths.signIn}>Se connecter</a>
      </p>
    </Layout>
  )
}
