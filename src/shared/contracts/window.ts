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

/** A file's name as it is proposed, without the folder that the person chooses. */
const fileName = z.string().regex(/^[\p{L}\d][\p{L}\d ,._-]{0,80}$/u)

/** What the screen may ask of the desktop app around it; in a browser, the browser does it. */
export const windowAsk = z.object({
  type: z.literal('numi:ask'),
  /** Told again in the answer. */
  id: z.number().int().nonnegative(),
  /** The window as it would be printed, kept as a PDF file where the person says. */
  ask: z.literal('save-pdf'),
  name: fileName,
})
export type WindowAsk = z.infer<typeof windowAsk>

const saved = z.enum(['saved', 'cancelled', 'failed'])
export type Saved = z.infer<typeof saved>

/** What the desktop app tells its window, beside handing it the station's port. */
export const windowMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('numi:answer'), id: z.number().int(), outcome: saved }),
  z.object({ type: z.literal('numi:lost'), loss: stationLoss }),
  z.object({ type: z.literal('numi:screen-pop'), pop: screenPop }),
])
export type WindowMessage = z.infer<typeof windowMessage>
