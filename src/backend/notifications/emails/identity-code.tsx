import { drawIdentityCode } from '../../accounts/identity-code.ts'
import { parisHour } from '../../paris.ts'
import type { NotificationOf } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { Aside, Code, Greeting, Paragraph, Signature } from './paper.tsx'

/** decisions.md, identity before unlock or reset. The subject does not show the code: a locked phone shows subjects. */
export function identityCodeEmail(
  { data }: NotificationOf<'identity-code'>,
  { hotline, secret }: Circumstances,
): Draft {
  return {
    subject: 'Votre code de vérification – numi.support',
    content: (
      <>
        <Greeting firstName={data.firstName} />
        <Paragraph>
          Pour vérifier que c'est bien vous, donnez ce code au hotliner avec qui vous êtes en contact :
        </Paragraph>
        <Code>{drawIdentityCode(secret, data.codeId)}</Code>
        <Aside>Ce code est valable jusqu'à {parisHour(data.expiresAt)} et ne sert qu'une fois.</Aside>
        <Aside>
          Si vous n'êtes pas en contact avec notre hotline en ce moment, ne donnez ce code à personne
          {hotline === null ? '.' : ` et prévenez-nous au ${hotline}.`}
        </Aside>
        <Signature />
      </>
    ),
  }
}
