import { parisMoment } from '../../paris.ts'
import { signedToken } from '../../signed-token.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Aside, Greeting, Paragraph, Press, Signature } from './paper.tsx'

/** decisions.md: an address that is not validated is told, and its validation sent again. */
export function emailValidation(
  { data }: NotificationOf<'email-validation'>,
  { publicUrl, secret }: Circumstances,
): Draft {
  const token = signedToken(secret, 'email-validation', data.linkId)
  return {
    subject: 'Validez votre adresse email – Portail numi.support',
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          Votre adresse email n'est pas encore validée sur votre compte numi.support. Confirmez qu'elle est bien la
          vôtre :
        </Paragraph>
        <Press href={`${publicUrl}/valider-adresse/${token}`}>Valider mon adresse</Press>
        <Aside>Ce lien est valable jusqu'au {parisMoment(data.expiresAt)} et ne sert qu'une fois.</Aside>
        <Aside>Si vous n'avez pas de compte numi.support, vous pouvez ignorer cet email.</Aside>
        <Signature />
      </>
    ),
  }
}
