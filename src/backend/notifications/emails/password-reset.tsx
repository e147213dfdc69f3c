import { parisMoment } from '../../paris.ts'
import { signedToken } from '../../signed-token.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Aside, Greeting, Paragraph, Press, Signature } from './paper.tsx'

/** Section 2, phase 2C: "un email avec un lien pour créer un nouveau mot de passe". */
export function passwordReset({ data }: NotificationOf<'password-reset'>, { publicUrl, secret }: Circumstances): Draft {
  const token = signedToken(secret, 'password-reset', data.linkId)
  return {
    subject: 'Votre nouveau mot de passe – Portail numi.support',
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          Une réinitialisation de votre mot de passe a été demandée pour votre compte numi.support. Cliquez sur le lien,
          créez un nouveau mot de passe, et vous pourrez vous reconnecter.
        </Paragraph>
        <Press href={`${publicUrl}/nouveau-mot-de-passe/${token}`}>Créer un nouveau mot de passe</Press>
        <Aside>Ce lien est valable jusqu'au {parisMoment(data.expiresAt)} et ne sert qu'une fois.</Aside>
        <Aside>
          Si vous n'avez rien demandé, vous pouvez ignorer cet email : votre mot de passe ne change pas. Nous ne vous
          demanderons jamais votre mot de passe.
        </Aside>
        <Signature />
      </>
    ),
  }
}
