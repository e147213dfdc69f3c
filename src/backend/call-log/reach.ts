import { callReaders } from '#shared/contracts/api/call-log.ts'
import type { User } from '#shared/domain/user.ts'

/** Whose calls somebody may see; null: everybody's. */
export const reachOf = ({ id, role }: User): string | null =>
  (callReaders as readonly string[]).includes(role) ? null : id

/** Filters that find nobody else's calls. */
export const withinReach = <F extends { agentId?: string | undefined }>(filters: F, user: User): F => {
  const reach = reachOf(user)
  if (reach === null || reach === filters.agentId) return filters
  return { ...filters, agentId: filters.agentId === undefined ? reach : nobody }
}
const nobody = '00000000-0000-0000-0000-000000000000'
