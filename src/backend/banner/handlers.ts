import type { FastifyInstance } from 'fastify'
import { api, type OperationOutput } from '#shared/contracts/api.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { openToAll } from '../contract/security-headers.ts'
import { serveScript } from '../pages/script.ts'
import type { Publication } from '../status-page/publication.tsx'
import { alertsOf } from './alerts.ts'
import { bannerScript } from './script.ts'

export const bannerPath = '/banniere.js'

export const bannerHandlers = ({ statusPage }: Pick<Backend, 'statusPage'>): Pick<Handlers, 'readBanner'> => ({
  readBanner: () => readBanner(statusPage.current()),
})

async function readBanner(publication: Publication): Promise<OperationOutput<'readBanner'>> {
  const at = publication.at.toISOString()
  return { at, alerts: alertsOf(await publication.openIncidents(), at) }
}

/** The banner as files, by their address: a page that carries it is served by whoever serves them. */
export async function bannerFiles(publication: Publication): Promise<[path: string, content: string][]> {
  const { path, output } = api.readBanner
  return [
    [bannerPath, bannerScript],
    [path, JSON.stringify(output.parse(await readBanner(publication)))],
  ]
}

/** For pages of anybody's. */
export const serveBanner = (app: FastifyInstance): void => serveScript(app, bannerPath, bannerScript, openToAll)
