import type { Client } from '../../portal/client-session.ts'
import { PortalPage, portalPaths } from './frame.tsx'

/** R12, "signalement envoyé". */
export function SentPage({ client, number, hotline }: { client: Client; number: string; hotline: string | null }) {
  return (
    <PortalPage title="Signalement envoyé" client={client}>
      <p className="lead">Merci d’avoir signalé ce problème !</p>
      <p className="ticket-number">
        Numéro de ticket : <strong>{number}</strong>
      </p>
      <p>Notre équipe technique va analyser votre signalement et vous tiendra informé par email.</p>
      <h2>En attendant</h2>
      <ul className="ways">
        <li>Essayez de vider le cache de votre navigateur</li>
        <li>Contactez la hotline{hotline && ` au ${hotline}`} si le problème est urgent</li>
      </ul>
      <p className="buttons">
        <a className="button" href={portalPaths.home}>
          Retour à l’accueil
        </a>
        {hotline && (
          <a className="button second" href={`tel:${hotline.replace(/[^\d+]/g, '')}`}>
            Contacter la hotline
          </a>
        )}
      </p>
    </PortalPage>
  )
}
