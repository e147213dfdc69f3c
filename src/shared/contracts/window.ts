import { z } from 'zod'
import { stationLosses } from './station-loss.ts'

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

/** A file's name as it is proposed, without the folder that the person chooses. */
const fileName = z.string().regex(/^[\p{L}\d][\p{L}\d ,._-]{0,80}$/u)

/** What the screen may ask of the desktop app around it; in a browser, the browser does it. */
const asked = z.object({
  type: z.literal('numi:ask'),
  /** Told again in the answer. */
  id: z.number().int().nonnegative(),
})
export const windowAsk = z.discriminatedUnion('ask', [
  /** The window as it would be printed, kept as a PDF file where the person says. */
  asked.extend({ ask: z.literal('save-pdf'), name: fileName }),
  /** Where the updates stand: told at once, then at each change. */
  asked.extend({ ask: z.literal('follow-updates') }),
  /** Looks now for a newer version. */
  asked.extend({ ask: z.literal('check-updates') }),
  /** Closes the app and opens it again in the version that was downloaded. */
  asked.extend({ ask: z.literal('install-update') }),
])
export type WindowAsk = z.infer<typeof windowAsk>

/** `on-call`: not while a call is under way. */
const outcome = z.enum(['saved', 'cancelled', 'failed', 'done', 'on-call'])
export type Outcome = z.infer<typeof outcome>

/** Where the desktop app stands with the versions that follow its own. */
export const updates = z.discriminatedUnion('is', [
  /** `not-installed`: it runs in a way that cannot replace itself; `bad-channel`: the address is not one to trust. */
  z.object({ is: z.literal('off'), why: z.enum(['not-configured', 'bad-channel', 'not-installed']) }),
  /** `checkedAt`: when nothing newer was found; null: not asked yet. */
  z.object({ is: z.literal('current'), checkedAt: z.iso.datetime().nullable() }),
  z.object({ is: z.literal('checking') }),
  z.object({ is: z.literal('downloading'), version: z.string(), percent: z.number().int() }),
  z.object({ is: z.literal('ready'), version: z.string() }),
  /** `damaged`: what came is not what the channel announces, and was thrown away. */
  z.object({ is: z.literal('failed'), why: z.enum(['unreachable', 'damaged', 'other']), at: z.iso.datetime() }),
])
export type Updates = z.infer<typeof updates>

/** What the desktop app tells its window, beside handing it the station's port. */
export const windowMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('numi:answer'), id: z.number().int(), outcome }),
  z.object({ type: z.literal('numi:lost'), loss: z.enum(stationLosses) }),
  z.object({ type: z.literal('numi:screen-pop'), pop: screenPop }),
  z.object({ type: z.literal('numi:updates'), updates }),
])
export type WindowMessage = z.infer<typeof windowMessage>
