import type { StationLoss } from '#shared/contracts/station-loss.ts'
import type { SecretAnswer, SecretAsk } from './secret-line.ts'

/** From the main process to the station's. */
export type ToStation =
  /** With a port: a screen. */
  { type: 'connect' } | { type: 'close' } | SecretAnswer

/** From the station's process to the main one. */
export type FromStation = { type: 'opened' } | { type: 'lost'; loss: StationLoss } | SecretAsk
