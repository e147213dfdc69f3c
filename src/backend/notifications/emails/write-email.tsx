import { renderToStaticMarkup } from 'react-dom/server'
import { unbroken } from '#shared/domain/french-spaces.ts'
import { unbrokenHtml } from '../../french-spaces.ts'
import { signedToken } from '../../signed-token.ts'
import { surveyLink } from '../../surveys/survey.ts'
import type { Notification } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { emailValidation } from './email-validation.tsx'
import { identityCodeEmail } from './identity-code.tsx'
import { incidentResolved } from './incident-resolved.tsx'
import { incidentStarted } from './incident-started.tsx'
import { incidentUpdated } from './incident-updated.tsx'
import { msoStyle, Paper } from './paper.tsx'
import { passwordReset } from './password-reset.tsx'
import { plainText } from './plain-text.ts'
import { subscriptionConfirmation } from './subscription-confirmation.tsx'
import { teamAlert } from './team-alert.tsx'
import { ticketAnswer } from './ticket-answer.tsx'
import { ticketConfirmation } from './ticket-confirmation.tsx'
import { ticketSolved } from './ticket-solved.tsx'
import { type Footing, WhyMe } from './why-me.tsx'

export interface Email {
  subject: string
  html: string
  text: string
  /** Where one press is enough to receive no more of them (RFC 8058); null: it is no news, but what was asked for. */
  unsubscribeUrl: string | null
}

/** What is written: a notification, and the id that its own links are derived from. */
interface Written {
  id: string
  notification: Notification
}

/** Writes the email of a notification, its HTML and its plain text from the same source. */
export function writeEmail(written: Written, circumstances: Circumstances): Email {
  const { subject, content } = draft(written, circumstances)
  const footing = footingOf(written, circumstances)
  const whole = (
    <>
      {content}
      {footing && <WhyMe {...footing} />}
    </>
  )
  // A subject is one line, whatever is told in it: what follows one would be read as a header.
  const title = subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const html = renderToStaticMarkup(<Paper title={title}>{whole}</Paper>)
  return {
    subject: title,
    html: `<!doctype html>${unbrokenHtml(html).replace('</head>', `${msoStyle}</head>`)}`,
    text: unbroken(plainText(whole)),
    unsubscribeUrl: footing?.unsubscribeUrl ?? null,
  }
}

/** Whoever is told of incidents may stop it, by the email itself. */
function footingOf(
  { id, notification: { kind, data } }: Written,
  { publicUrl, secret }: Circumstances,
): Footing | null {
  if (kind !== 'incident-started' && kind !== 'incident-updated' && kind !== 'incident-resolved') return null
  const token = signedToken(secret, 'unsubscription', id)
  return {
    audience: data.audience,
    manageUrl: `${publicUrl}/abonnement/${token}`,
    unsubscribeUrl: `${publicUrl}/abonnement/${token}/arret`,
  }
}

function draft({ id, notification: of }: Written, circumstances: Circumstances): Draft {
  switch (of.kind) {
    case 'ticket-confirmation':
      return ticketConfirmation(of, circumstances)
    case 'ticket-solved':
      return ticketSolved(of)
    case 'ticket-answer':
      return ticketAnswer(of, circumstances)
    case 'password-reset':
      return passwordReset(of, circumstances)
    case 'email-validation':
      return emailValidation(of, circumstances)
    case 'identity-code':
      return identityCodeEmail(of, circumstances)
    case 'subscription-confirmation':
      return subscriptionConfirmation(of, circumstances)
    case 'incident-started':
      return incidentStarted(of, circumstances)
    case 'incident-updated':
      return incidentUpdated(of, circumstances)
    case 'incident-resolved':
      return incidentResolved(of, circumstances, surveyLink(circumstances, id))
    case 'team-alert':
    case 'report-alert':
    case 'proposal-alert':
      return teamAlert(of, circumstances)
  }
}
