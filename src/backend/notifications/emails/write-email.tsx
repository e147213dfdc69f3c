import { renderToStaticMarkup } from 'react-dom/server'
import type { Notification } from '../notification.ts'
import type { Circumstances, Draft } from './circumstances.ts'
import { emailValidation } from './email-validation.tsx'
import { identityCodeEmail } from './identity-code.tsx'
import { incidentResolved, incidentStarted } from './incident.tsx'
import { Paper } from './paper.tsx'
import { passwordReset } from './password-reset.tsx'
import { plainText } from './plain-text.ts'
import { ticketAnswer } from './ticket-answer.tsx'
import { ticketConfirmation } from './ticket-confirmation.tsx'
import { ticketSolved } from './ticket-solved.tsx'

export interface Email {
  subject: string
  html: string
  text: string
}

/** Writes the email of a notification, its HTML and its plain text from the same source. */
export function writeEmail(of: Notification, circumstances: Circumstances): Email {
  const { subject, content } = draft(of, circumstances)
  return {
    subject,
    html: `<!doctype html>${unbroken(renderToStaticMarkup(<Paper title={subject}>{content}</Paper>))}`,
    text: unbroken(plainText(content)),
  }
}

function draft(of: Notification, circumstances: Circumstances): Draft {
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
    case 'incident-started':
      return incidentStarted(of, circumstances)
    case 'incident-resolved':
      return incidentResolved(of, circumstances)
  }
}

/** French signs stay on the line of their word. */
const unbroken = (text: string): string => text.replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0')
