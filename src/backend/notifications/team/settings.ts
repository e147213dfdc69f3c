import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'

/** How the technical team is told of an incident. */
export interface TeamSettings {
  emails: readonly string[]
  /** A secret: whoever has it writes in the channel. null: no Slack. */
  slackWebhook: string | null
  sms: SmsSettings | null
}

export interface SmsSettings {
  /** Where the gateway takes a message. */
  url: string
  /** The Authorization header, whole: "Bearer …". null: none. */
  authorization: string | null
  /** What is sent, with `{to}`, `{text}` and `{id}` in it: JSON, or a form. */
  body: string
  /** E.164: +33639980012. */
  phones: readonly string[]
}

const usualBody = '{"to":"{to}","text":"{text}","id":"{id}"}'

/** A key goes with what is sent: in clear, on this machine alone. */
const gateway = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => url.startsWith('https:') || /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname),
    'Cette adresse doit être en https.',
  )

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()))
const phone = z.string().transform((text, context) => {
  const number = parsePhoneNumberFromString(text, 'FR')
  if (number?.isValid()) return number.number as string
  context.addIssue({ code: 'custom', message: `Ce numéro n’en est pas un : ${text}` })
  return z.NEVER
})
const placeholders = ['{to}', '{text}'] as const

/** The variables of the environment that say how the team is told. */
export const teamEnvironment = {
  NUMI_TEAM_EMAILS: list.pipe(z.array(z.email())).optional(),
  NUMI_SLACK_WEBHOOK: gateway.optional(),
  NUMI_SMS_URL: gateway.optional(),
  NUMI_SMS_AUTHORIZATION: z
    .string()
    .regex(/^[\x20-\x7e]+$/)
    .optional(),
  NUMI_SMS_BODY: z
    .string()
    .refine((body) => placeholders.every((name) => body.includes(name)), 'Il y faut {to} et {text}.')
    .default(usualBody),
  NUMI_TEAM_PHONES: list.pipe(z.array(phone)).optional(),
}

const environment = z.object(teamEnvironment)

/** @throws Error, in French, when one half of what an SMS needs is missing */
export function readTeamSettings(read: z.output<typeof environment>): TeamSettings {
  const { NUMI_SMS_URL: url, NUMI_TEAM_PHONES: phones } = read
  if ((url === undefined) !== (phones === undefined))
    throw new Error('Les SMS demandent NUMI_SMS_URL et NUMI_TEAM_PHONES, ensemble.')
  return {
    emails: read.NUMI_TEAM_EMAILS ?? [],
    slackWebhook: read.NUMI_SLACK_WEBHOOK ?? null,
    sms:
      url === undefined || phones === undefined
        ? null
        : { url, phones, authorization: read.NUMI_SMS_AUTHORIZATION ?? null, body: read.NUMI_SMS_BODY },
  }
}
