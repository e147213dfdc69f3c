import type { ClientAudience } from '../announcements/recipients.ts'
import { Aside, Link } from './paper.tsx'

export interface Footing {
  audience: ClientAudience
  manageUrl: string
  unsubscribeUrl: string
}

const reasons: Record<ClientAudience, string> = {
  attached: 'vous nous avez signalé cet incident, ou demandé d’en connaître la fin',
  subscriber: 'vous êtes abonné(e) aux notifications de ce service',
  client: 'vous êtes client(e) de numi.support et que cet incident est majeur',
}

/** Under the news of an incident: why it came, and how to receive no more of them. */
export function WhyMe({ audience, manageUrl }: Footing) {
  return (
    <Aside>
      Vous recevez cet email parce que {reasons[audience]}.{' '}
      <Link href={manageUrl}>Choisir ce que je reçois, ou me désabonner</Link>
    </Aside>
  )
}
