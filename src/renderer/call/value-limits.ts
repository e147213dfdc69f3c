import { z } from 'zod'
import { newTicket, ticketForm } from '#shared/domain/ticket.ts'

/** What the station keeps of one value, at most. */
const longest = 4000

const limits: Readonly<Record<string, number | null>> = {
  browser: ticketForm.shape.browser.maxLength,
  os: ticketForm.shape.os.maxLength,
  errorMessage: ticketForm.shape.errorMessage.maxLength,
  page: ticketForm.shape.page.maxLength,
  since: ticketForm.shape.since.maxLength,
  urgentRequest: ticketForm.shape.urgentRequest.maxLength,
  'contact.name': newTicket.shape.contact.shape.name.maxLength,
  'contact.phone': newTicket.shape.contact.shape.phone.unwrap().maxLength,
}

/** How many characters a typed value may have, so that the ticket it goes into accepts it. */
export const maxLengthOf = (key: string): number => limits[key] ?? longest

/** How many digits an identity code has: the service checks no shorter one. */
export const codeLength = 6

/** Whether a ticket can carry it as the caller's address. */
export const isAddress = (typed: string): boolean => z.email().safeParse(typed.trim()).success
