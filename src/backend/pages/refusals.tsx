import type { ReactNode } from 'react'
import { Layout } from './layout.tsx'

export function TooManyAttempts() {
  return (
    <Layout title="Trop de demandes">
      <p className="lead">Trop de demandes sont venues de votre connexion. Réessayez dans quelques minutes.</p>
      <p>Les liens que vous avez déjà reçus restent valables.</p>
    </Layout>
  )
}

export function NotFromHere() {
  return (
    <Layout title="Demande refusée">
      <p className="lead">Ce formulaire n'a pas été envoyé depuis notre site. Rien n'a été changé.</p>
      <p>Revenez à la page par le lien que vous avez reçu, puis recommencez.</p>
    </Layout>
  )
}

/** A link that opens nothing: used, expired or altered, without saying which. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <Layout title="Ce lien n’est plus valable">
      <p className="lead">Il a peut-être déjà servi, il a expiré, ou il n'a pas été copié en entier.</p>
      {children}
    </Layout>
  )
}

export function SomethingFailed() {
  return (
    <Layout title="Une erreur est survenue">
      <p className="lead">Le service a rencontré une erreur. Rien n'a été perdu.</p>
      <p>Réessayez dans quelques minutes.</p>
    </Layout>
  )
}

export function BadRequest() {
  return (
    <Layout title="Demande incomplète">
      <p className="lead">La demande est incomplète ou mal formée. Rien n'a été changé.</p>
    </Layout>
  )
}

export function NotThere() {
  return (
    <Layout title="Page introuvable">
      <p className="lead">Cette adresse ne mène à rien : elle n'a peut-être pas été copiée en entier.</p>
    </Layout>
  )
}
