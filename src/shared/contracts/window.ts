import { z } from 'zod'

/** A call announced by the telephone system (`numi-hotliner://call?from=…&id=…`), checked and normalised: a proposal. */
export const screenPop = z.object({
  /** E.164 */
  from: z.string().regex(/^\+[1-9]\d{6,14}$/),
  /** The telephone system's own id of the call; null: it gives none. */
  id: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .nullable(),
})
export type ScreenPop = z.infer<typeof screenPop>

/** Why a window has no station. */
const stationLosses = [
  /** It did not open, or not in time, for a reason that has no words of its own. */
  'not-started',
  'folder-closed',
  'disk-full',
  'store-damaged',
  'store-newer',
  'flows-unreadable',
  /** It was there, and has gone. */
  'ended',
  /** It ends each time it is started again. */
  'keeps-ending',
  /** Browser host: the address has already been used. */
  'key-spent',
] as const
export const stationLoss = z.enum(stationLosses)
export type StationLoss = z.infer<typeof stationLoss>

/** What the desktop app tells its window, beside handing it the station's port. */
export const windowMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('numi:lost'), loss: stationLoss }),
  z.object({ type: z.literal('numi:screen-pop'), pop: screenPop }),
])
export type WindowMessage = z.infer<typeof windowMessage>
