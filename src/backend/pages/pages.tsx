import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { FastifyError, FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Backend } from '../backend.ts'
import { serveBanner } from '../banner/handlers.ts'
import { keepsLetters } from '../notifications/channels/email.ts'
import { statusPages } from '../status-page/routes.tsx'
import { addressValidation } from './address-validation.tsx'
import { forgottenPassword } from './forgotten-password.tsx'
import { formStylesheet, formStylesheetPath } from './form-stylesheet.ts'
import { sendPage } from './layout.tsx'
import { letterBox } from './letter-box.tsx'
import { newPassword } from './new-password.tsx'
import { isFromOwnPage } from './own-origin.ts'
import { portal } from './portal/portal.ts'
import { BadRequest, NotFromHere, NotThere, SomethingFailed } from './refusals.tsx'
import { serveStylesheet, stylesheet } from './stylesheet.ts'
import { subscription } from './subscription.tsx'
import { survey } from './survey.tsx'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A form that others than our own pages may send: what it does needs no more than its address. */
    fromAnywhere?: true
  }
}

export const sendNotThere = (reply: FastifyReply): FastifyReply => sendPage(reply, <NotThere />, 404)

/** The pages that clients see: rendered here, usable without JavaScript. */
export function pages(backend: Backend): FastifyPluginAsync {
  return async (app) => {
    await app.register(cookie)
    await app.register(formbody, { bodyLimit: 16 * 1024 })

    app.addHook('preHandler', async (request, reply) => {
      const isForOurs = request.method === 'POST' && !request.routeOptions.config.fromAnywhere
      if (isForOurs && !isFromOwnPage(request, backend.config.publicUrl)) return sendPage(reply, <NotFromHere />, 403)
    })
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const isTheirs = error.statusCode !== undefined && error.statusCode < 500
      if (!isTheirs) request.log.error({ err: error }, 'page failed')
      return isTheirs ? sendPage(reply, <BadRequest />, error.statusCode) : sendPage(reply, <SomethingFailed />, 500)
    })

    serveStylesheet(app, '/pages.css', stylesheet)
    serveStylesheet(app, formStylesheetPath, formStylesheet)
    serveBanner(app)
    statusPages(app, backend)
    forgottenPassword(app, backend)
    newPassword(app, backend)
    addressValidation(app, backend)
    subscription(app, backend)
    survey(app, backend)
    await portal(app, backend)
    if (keepsLetters(backend.config)) letterBox(app, backend)
  }
}
