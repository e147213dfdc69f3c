import { parisMoment } from '../../paris.ts'
import { signedToken } from '../../signed-token.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Aside, Greeting, Line, Lines, Paragraph, Press, Section, Signature } from './paper.tsx'

/** R10, "s'abonner aux notifications": nobody is subscribed by another. */
export function subscriptionConfirmation(
  { data }: NotificationOf<'subscription-confirmation'>,
  { publicUrl, secret }: Circumstances,
): Draft {
  const token = signedToken(secret, 'subscription', data.linkId)
  return {
    subject: 'Confirmez votre abonnement – Statut des services numi.support',
    content: (
      <>
        <Greeting firstName={null} />
        <Paragraph>
          Vous avez demandé à être prévenu(e) par email des incidents et des maintenances de numi.support.
        </Paragraph>
        <Section sign="📋" title="SERVICES CHOISIS">
          <Lines>
            {data.services.map((name) => (
              <Line key={name}>{name}</Line>
            ))}
          </Lines>
        </Section>
        <Press href={`${publicUrl}/abonnement/confirmation/${token}`}>Confirmer mon abonnement</Press>
        <Aside>Ce lien est valable jusqu'au {parisMoment(data.expiresAt)}.</Aside>
        <Aside>
          Si vous n'avez rien demandé, vous pouvez ignorer cet email : sans confirmation, vous ne recevrez rien.
        </Aside>
        <Signature />
      </>
    ),
  }
}
