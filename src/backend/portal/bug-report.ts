import { z } from 'zod'
import { clientReport, type environment, type Ticket, ticketKind } from '#shared/domain/ticket.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { fileTicket } from '../tickets/tickets.ts'
import type { Client } from './client-session.ts'
import { findOwnTicket } from './own-tickets.ts'

export const descriptionMax = 500
export const errorMessageMax = 2000

/** More than anybody has bugs to report; each one is read by somebody. */
const perAccount: Limit = { scope: 'bug-report', max: 20, windowSeconds: 3600 }

/** As it is typed in a page: lines end in one way, and a character that says nothing is no character. */
const typedText = z.string().transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())

/** The form of the portal (R12). */
export const bugReport = z.object({
  id: z.uuid(),
  kind: ticketKind,
  description: typedText.pipe(clientReport.shape.description.min(1)),
  errorMessage: typedText.pipe(z.string().max(errorMessageMax)),
})
type BugReport = z.infer<typeof bugReport>

interface Sent extends BugReport {
  browser: string
  os: string
  environment: z.infer<typeof environment>
  screenshots: { sha256: string; name: string }[]
}

type Filed =
  | { outcome: 'filed'; ticket: Pick<Ticket, 'id' | 'number'> }
  /** This form was sent before, and has been changed since. */
  | { outcome: 'changed-since'; number: string }
  /** The form's id has served, for something that is not this client's. */
  | { outcome: 'id-taken' }
  | { outcome: 'too-many'; retryAfterSeconds: number }

/** Files a client's report as a ticket. The same form sent again is the same ticket. */
export function fileReport(db: Db, client: Client, sent: Sent, now: Date): Promise<Filed> {
  return transact(db, async (trx): Promise<Filed> => {
    const known = await findOwnTicket(trx, client.id, sent.id)
    const wait = known ? null : await countAttempt(trx, perAccount, client.id, now)
    if (wait !== null) return { outcome: 'too-many', retryAfterSeconds: wait }
    const { id, kind, errorMessage, browser, os, description, screenshots } = sent
    const ticket = {
      ...{ id, kind, errorMessage, browser, os, accountId: client.id, attachments: screenshots },
      ...{ callId: null, incidentId: null, page: '', since: '', notes: '', urgentRequest: '' },
      contact: { name: '', email: null, phone: null },
      priority: 'normal' as const,
      tried: [],
      filedAt: now.toISOString(),
    }
    try {
      const filed = await fileTicket(trx, ticket, null, now, { description, environment: sent.environment })
      return { outcome: 'filed', ticket: filed }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'conflict') throw error
      return known ? { outcome: 'changed-since', number: known.number } : { outcome: 'id-taken' }
    }
  })
}

const connections = ['Wi-Fi', 'Câble (Ethernet)', 'Réseau mobile', 'Bluetooth'] as const

/** What a page's script read of its browser, each part as long as it is what it should be: nothing else is kept. */
export const browserDetails = z.object({
  screen: z
    .string()
    .regex(/^\d{2,5}x\d{2,5}$/)
    .catch(''),
  connection: z.enum(['', ...connections]).catch(''),
  language: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .catch(''),
  timeZone: z
    .string()
    .regex(/^[\w+/-]{2,60}$/)
    .catch(''),
})
export type BrowserDetails = z.infer<typeof browserDetails>

/** The details that are known. */
export const environmentOf = (details: BrowserDetails): z.infer<typeof environment> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== ''))
