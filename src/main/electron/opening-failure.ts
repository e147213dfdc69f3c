import type { StationLoss } from '#shared/contracts/station-loss.ts'
import { StoreUnusable } from '#station/store/store-unusable.ts'

const unusable = { unwritable: 'folder-closed', damaged: 'store-damaged', newer: 'store-newer' } as const

/** What a window says of a station that did not open. */
export function lossOf(error: unknown, flowsDir: string): StationLoss {
  if (error instanceof StoreUnusable) return isDiskFull(error.cause) ? 'disk-full' : unusable[error.reason]
  const isOfFlows = error instanceof Error && 'path' in error && String(error.path).startsWith(flowsDir)
  return isOfFlows ? 'flows-unreadable' : 'not-started'
}

const isDiskFull = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && /^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(String(cause.code))
