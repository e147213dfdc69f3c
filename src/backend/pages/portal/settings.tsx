import type { FastifyInstance } from 'fastify'
import type { Client } from '../../portal/client-session.ts'
import type { ForClient } from './for-client.ts'
import { PortalPage, portalPaths, sendPortalPage } from './frame.tsx'

/** /portail/parametres: section 3.3, "Menu → Paramètres → Signaler un bug". */
export function portalSettings(app: FastifyInstance, forClient: ForClient): void {
  app.get(
    portalPaths.settings,
    forClient(async (client, _request, reply) => sendPortalPage(reply, <SettingsPage client={client} />)),
  )
}

function SettingsPage({ client }: { client: Client }) {
  return (
    <PortalPage title="Paramètres" client={client} at="settings">
      <h2>Votre compte</h2>
      <dl>
        <dt>Nom</dt>
        <dd>{`${client.firstName} ${client.lastName}`.trim()}</dd>
        <dt>Email</dt>
        <dd>{client.email}</dd>
      </dl>
      <h2>Que voulez-vous faire ?</h2>
      <ul className="actions">
        <li>
          <a href={portalPaths.report}>Signaler un bug</a>
          <span>Décrivez un problème technique : notre équipe vous répondra par email.</span>
        </li>
        <li>
          <a href="/mot-de-passe-oublie">Changer de mot de passe</a>
          <span>Vous recevrez un lien par email. Vos connexions en cours seront fermées.</span>
        </li>
      </ul>
    </PortalPage>
  )
}
