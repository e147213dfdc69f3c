import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Backend } from '../../backend.ts'
import { acceptedHints, browserOf } from '../../portal/browser.ts'
import {
  browserDetails,
  bugReport,
  descriptionMax,
  environmentOf,
  errorMessageMax,
  fileReport,
} from '../../portal/bug-report.ts'
import type { Client } from '../../portal/client-session.ts'
import { findOwnTicket } from '../../portal/own-tickets.ts'
import { carriedScreenshot, carryScreenshot, keepScreenshot, type Screenshot } from '../../portal/screenshot.ts'
import { serveScript } from '../script.ts'
import type { ForClient, ReadClient } from './for-client.ts'
import { portalPaths, sendPortalPage } from './frame.tsx'
import { type Faults, ReportPage, type Typed } from './report-form.tsx'
import { reportScript, reportScriptPath } from './report-script.ts'
import { SentPage } from './report-sent.tsx'
import { readUpload, type Upload, uploadLimits } from './report-upload.ts'

/** /portail/signaler (R12): a client describes a bug; what is wrong is said with everything that was typed kept. */
export async function portalReport(
  app: FastifyInstance,
  { db, config, feed }: Backend,
  readClient: ReadClient,
  forClient: ForClient,
): Promise<void> {
  await app.register(multipart, { limits: uploadLimits, throwFileSizeLimit: false })

  app.get('/signaler', (_request, reply) => reply.redirect(portalPaths.report, 302))
  serveScript(app, reportScriptPath, reportScript)

  app.get(
    portalPaths.report,
    forClient(async (client, request, reply) => show(request, reply, client, { ...nothingTyped, id: uuid() })),
  )

  app.post(portalPaths.report, async (request, reply) => {
    const client = await readClient(request)
    const now = config.clock.now()
    // A stranger's file is of no use: it takes no room.
    const { fields, file } = await readUpload(request, client !== null)
    const typed = { ...nothingTyped, ...typedFields.parse(fields) }
    // The form stays as it was: once signed in again, beside it, sending it is enough.
    if (!client) return show(request, reply, null, typed, { signedOut: true }, 401)

    const { screenshot, fault } = await receive(client, file, typed.carried, now)
    const kept = { ...typed, ...carrying(client, screenshot) }
    const again = (faults: Faults, status: number) => show(request, reply, client, kept, faults, status)
    const report = bugReport.safeParse(typed)
    const faults = { ...faultsOf(typed, report.error), ...(fault && { screenshot: fault }) }
    if (!report.success || fault) return again({ fields: faults }, 400)

    const environment = environmentOf(typed.details)
    const screenshots = screenshot ? [screenshot] : []
    const sent = { ...report.data, ...browserOf(request.headers), environment, screenshots }
    const filed = await fileReport(db, client, sent, now)
    switch (filed.outcome) {
      case 'filed':
        feed.tellChange('tickets')
        return reply.redirect(`${portalPaths.tickets}/${filed.ticket.id}/envoye`, 303)
      case 'too-many':
        return again({ waitSeconds: filed.retryAfterSeconds }, 429)
      case 'changed-since':
        return show(request, reply, client, { ...kept, id: uuid() }, { sentBefore: filed.number }, 409)
      case 'id-taken':
        return show(request, reply, client, { ...kept, id: uuid() }, { isStale: true }, 409)
    }
  })

  app.get(
    `${portalPaths.tickets}/:id/envoye`,
    forClient(async (client, request, reply) => {
      const { id } = z.object({ id: z.string() }).parse(request.params)
      const ticket = await findOwnTicket(db, client.id, id)
      if (!ticket) return reply.redirect(`${portalPaths.tickets}/${encodeURIComponent(id)}`, 303)
      return sendPortalPage(reply, <SentPage client={client} number={ticket.number} hotline={config.hotline} />)
    }),
  )

  const carrying = (client: Client, screenshot: Screenshot | null) => ({
    carried: screenshot ? carryScreenshot(config.secret, client, screenshot) : '',
    screenshotName: screenshot?.name ?? null,
  })

  /** A screenshot sent now takes the place of one sent before. */
  async function receive(client: Client, file: Upload['file'], carried: string, now: Date) {
    const before = carriedScreenshot(config.secret, client, carried)
    if (!file) return { screenshot: before, fault: null }
    const kept = await keepScreenshot(db, client, file, now)
    return typeof kept === 'string' ? { screenshot: before, fault: kept } : { screenshot: kept, fault: null }
  }
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  client: Client | null,
  typed: Typed,
  faults: Faults = {},
  status = 200,
): FastifyReply {
  if (faults.waitSeconds) reply.header('retry-after', faults.waitSeconds)
  // So that the next request tells which Windows it comes from.
  reply.headers({ 'accept-ch': acceptedHints, 'critical-ch': acceptedHints })
  const page = <ReportPage {...{ client, typed, faults }} {...browserOf(request.headers)} />
  return sendPortalPage(reply, page, status)
}

const nothingTyped: Omit<Typed, 'id'> = {
  ...{ kind: '', description: '', errorMessage: '', carried: '' },
  screenshotName: null,
  details: browserDetails.parse({}),
}

/** Whatever came, as the form shows it again. */
const typedFields = z
  .record(z.string(), z.string())
  .transform(({ id = '', kind = '', description = '', errorMessage = '', carried = '', ...rest }) => ({
    id: z.uuid().safeParse(id).success ? id : uuid(),
    ...{ kind, description, errorMessage, carried },
    details: browserDetails.parse(rest),
  }))

function faultsOf(typed: Typed, error: z.ZodError | undefined): Record<string, string> {
  const wrong = new Set(error?.issues.map(({ path }) => path[0]))
  const length = (text: string) => text.replace(/\r\n?/g, '\n').trim().length
  return {
    ...(wrong.has('kind') && { kind: 'Choisissez le type de problème.' }),
    ...(wrong.has('description') && {
      description:
        length(typed.description) === 0
          ? 'Décrivez ce qui s’est passé.'
          : `Votre description compte ${length(typed.description)} caractères : ${descriptionMax} au plus.`,
    }),
    ...(wrong.has('errorMessage') && {
      errorMessage: `Ce message compte ${length(typed.errorMessage)} caractères : ${errorMessageMax} au plus. Gardez-en le début.`,
    }),
  }
}
