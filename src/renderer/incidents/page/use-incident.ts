import { useStationState } from '../../app/station-store.tsx'
import { useService } from '../../service/use-service.ts'
import { useMayAct } from '../use-may-act.ts'

/** An incident as it is last known, from whichever of the feed and the service knows it last; and how it went, for the team. */
export function useIncident(id: string) {
  const mayAct = useMayAct()
  const read = useService('readIncident', { params: { id } })
  const story = useService('readTimeline', { params: { id } }, mayAct)
  const { status } = useStationState(({ platform }) => platform)
  const known = [status?.incidents.find((of) => of.id === id), read.data, story.data?.incident]
  const incident = known.filter((of) => of !== undefined).toSorted((a, b) => b.version - a.version)[0]
  return { incident, services: status?.services ?? [], story: story.data, read, refetchStory: story.refetch }
}
