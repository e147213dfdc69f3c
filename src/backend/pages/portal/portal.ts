import type { FastifyInstance } from 'fastify'
import type { Backend } from '../../backend.ts'
import { serveStylesheet } from '../stylesheet.ts'
import { forClientBy, readClientBy } from './for-client.ts'
import { portalHome } from './home.tsx'
import { portalReport } from './report.tsx'
import { portalSettings } from './settings.tsx'
import { clientSignIn } from './sign-in.tsx'
import { portalStylesheet } from './stylesheet.ts'

/** The demonstration portal: where a client signs in, sees what they reported, and reports. */
export async function portal(app: FastifyInstance, backend: Backend): Promise<void> {
  const readClient = readClientBy(backend)
  const forClient = forClientBy(readClient)
  serveStylesheet(app, '/portail.css', portalStylesheet)
  clientSignIn(app, backend)
  portalHome(app, backend, forClient)
  portalSettings(app, forClient)
  await portalReport(app, backend, readClient, forClient)
}
