import { team } from '#shared/domain/user.ts'
import { useAgent } from '../app/station-store.tsx'

/** Whether whoever is signed in runs incidents; others only read. */
export function useMayAct(): boolean {
  const { role } = useAgent()
  return team.some((of) => of === role)
}
