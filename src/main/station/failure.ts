import type { StationError } from '#shared/contracts/station.ts'
import { type StationErrorCode, stationErrors } from '#shared/contracts/station-errors.ts'

/** What a handler throws to answer an error of the contract; anything else thrown is a bug. */
export class StationFailure extends Error {
  readonly code: StationErrorCode
  readonly details: Omit<StationError, 'code' | 'message'>

  /** @param words what the screen shows, in French; the contract's own words when left out */
  constructor(code: StationErrorCode, words: string = stationErrors[code], details: StationFailure['details'] = {}) {
    super(words)
    this.code = code
    this.details = details
  }
}
