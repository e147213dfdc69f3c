import { statusPageOperations } from '#shared/contracts/api/status-page.ts'
import { api, type OperationOutput } from '#shared/contracts/api.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import type { Publication } from './publication.tsx'

type StatusPageOperation = keyof typeof statusPageOperations

const scheduled = async (publication: Publication, isKept: (isUpcoming: boolean) => boolean) => {
  const { page, scheduled_maintenances } = await publication.summary()
  return { page, scheduled_maintenances: scheduled_maintenances.filter(({ status }) => isKept(status === 'scheduled')) }
}

/** What each operation tells; it is cut to what the operation names, so that several take their part of the summary. */
const answers: { [N in StatusPageOperation]: (publication: Publication) => Promise<OperationOutput<N>> } = {
  statusPageSummary: (publication) => publication.summary(),
  statusPageStatus: (publication) => publication.summary(),
  statusPageComponents: (publication) => publication.summary(),
  statusPageUnresolved: (publication) => publication.summary(),
  statusPageIncidents: (publication) => publication.latestIncidents(),
  statusPageMaintenances: (publication) => publication.latestMaintenances(),
  statusPageUpcoming: (publication) => scheduled(publication, (isUpcoming) => isUpcoming),
  statusPageActive: (publication) => scheduled(publication, (isUpcoming) => !isUpcoming),
}
const operations = Object.keys(statusPageOperations) as StatusPageOperation[]

export const statusPageHandlers = ({ statusPage }: Pick<Backend, 'statusPage'>): Pick<Handlers, StatusPageOperation> =>
  Object.fromEntries(operations.map((name) => [name, () => answers[name](statusPage.current())])) as unknown as Pick<
    Handlers,
    StatusPageOperation
  >

/** The same answers as JSON, by their address. */
export const statusPageJson = (publication: Publication): Promise<[path: string, json: string][]> =>
  Promise.all(
    operations.map(async (name): Promise<[string, string]> => {
      const { path, output } = api[name]
      return [path, JSON.stringify(output.parse(await answers[name](publication)))]
    }),
  )
