import type { ReactNode } from 'react'
import type { Subscriber } from '../subscriptions/services.ts'
import { Choices, EmailField, FormFaults } from './field.tsx'
import { formStylesheetPath } from './form-stylesheet.ts'
import { Layout } from './layout.tsx'
import { DeadLink } from './refusals.tsx'

type Offered = Readonly<Record<string, string>>

function Page({ title, hasFault = false, children }: { title: string; hasFault?: boolean; children: ReactNode }) {
  return (
    <Layout title={title} hasFault={hasFault} head={<link rel="stylesheet" href={formStylesheetPath} />}>
      {children}
    </Layout>
  )
}

interface AskPageProps {
  typed: string
  offered: Offered
  chosen: readonly string[]
  faults: Readonly<{ email?: string; services?: string }>
}

export function AskPage({ typed, offered, chosen, faults }: AskPageProps) {
  if (Object.keys(offered).length === 0)
    return (
      <Page title="S’abonner aux notifications">
        <p className="lead">Aucun service n'est encore observé : il n'y a rien à quoi s'abonner pour l'instant.</p>
      </Page>
    )
  const hasFault = Object.keys(faults).length > 0
  return (
    <Page title="S’abonner aux notifications" hasFault={hasFault}>
      {hasFault && <FormFaults faults={faults} />}
      <p className="lead">
        Recevez un email quand un incident ou une maintenance touche un service que vous utilisez, puis quand c'est
        terminé.
      </p>
      <form method="post" action="/abonnement" noValidate>
        <EmailField typed={typed} fault={faults.email ?? null} />
        <Choices name="services" label="Services" choices={offered} chosen={chosen} fault={faults.services ?? null} />
        <button type="submit">M’abonner</button>
      </form>
      <p className="soft after">
        Vous confirmerez d'abord par un lien envoyé à cette adresse. Déjà abonné(e) ? Le même lien permet de changer vos
        choix ou d'arrêter.
      </p>
    </Page>
  )
}

/** The same, whatever is known of the address. */
export function AskedPage() {
  return (
    <Page title="Vérifiez vos emails">
      <p className="lead">Un lien de confirmation vient d'être envoyé à cette adresse. Il est valable 24 heures.</p>
      <p>Sans confirmation, rien ne change. Si vous ne le voyez pas, vérifiez vos spams/courriers indésirables.</p>
      <p>
        <a href="/">Statut des services</a>
      </p>
    </Page>
  )
}

interface ChoosePageProps {
  subscriber: Subscriber
  offered: Offered
  fault?: string
}

/** What is received at an address, by somebody who reads it. */
export function ChoosePage({ subscriber: { email, serviceIds, askedIds }, offered, fault }: ChoosePageProps) {
  const isConfirming = askedIds.length > 0
  const isNew = isConfirming && serviceIds.length === 0
  return (
    <Page title={isConfirming ? 'Confirmez votre abonnement' : 'Vos notifications'} hasFault={fault !== undefined}>
      {fault !== undefined && <FormFaults faults={{ services: fault }} />}
      <p className="lead">
        {isConfirming ? 'Vous serez prévenu(e) à l’adresse ' : 'Choisissez ce que vous recevez à l’adresse '}
        <strong>{email}</strong>.
      </p>
      <form method="post">
        <Choices
          name="services"
          label="Services dont je veux connaître les incidents et les maintenances"
          choices={offered}
          chosen={[...new Set([...serviceIds, ...askedIds])]}
          fault={fault ?? null}
        />
        <p className="buttons">
          <button type="submit">{isConfirming ? 'Confirmer mon abonnement' : 'Enregistrer mes choix'}</button>
          {isNew || (
            <button type="submit" name="stop" value="1" className="button second">
              Ne plus rien recevoir
            </button>
          )}
        </p>
      </form>
    </Page>
  )
}

export function ChosenPage() {
  return (
    <Page title="Vos choix sont enregistrés">
      <p className="lead">Merci ! Vous serez prévenu(e) par email des incidents et des maintenances de ces services.</p>
      <p>Chaque email porte le lien qui permet de changer vos choix ou d'arrêter.</p>
    </Page>
  )
}

export function StopPage({ email }: { email: string }) {
  return (
    <Page title="Se désabonner">
      <p className="lead">
        Ne plus recevoir d'email sur les incidents et les maintenances à l'adresse <strong>{email}</strong> ?
      </p>
      <form method="post">
        <button type="submit">Me désabonner</button>
      </form>
    </Page>
  )
}

export function StoppedPage() {
  return (
    <Page title="Vous êtes désabonné(e)">
      <p className="lead">Vous ne recevrez plus d'email sur les incidents et les maintenances.</p>
      <p>
        Si vous nous signalez un incident, nous vous préviendrons de sa fin. Vos autres emails (confirmations, mot de
        passe) ne changent pas.
      </p>
      <p>
        <a href="/abonnement">S’abonner de nouveau</a>
      </p>
    </Page>
  )
}

export function DeadSubscriptionLink() {
  return (
    <DeadLink>
      <p>
        Pour vous abonner, changer vos choix ou vous désabonner, <a href="/abonnement">demandez un nouveau lien</a>.
      </p>
    </DeadLink>
  )
}
