import type { z } from 'zod'
import { type Result, type StationOperationName, stationContract } from '#shared/contracts/station.ts'
import { type StationErrorCode, stationErrors } from '#shared/contracts/station-errors.ts'
import { StationFailure } from './failure.ts'
import type { Handler, Handlers } from './handler.ts'
import { report } from './journal/failures.ts'
import type { Session } from './session/session.ts'
import { isStorageFailure } from './store/database.ts'

/** The one door: checks the name, the input and the session, and makes of every error a value with a code. */
export function dispatcher(handlers: Handlers, session: Session) {
  return async (name: string, input: unknown): Promise<Result<unknown>> => {
    try {
      if (!isOperation(name)) return failed('invalid-input', `Opération inconnue : ${name.slice(0, 60)}`)
      const operation = stationContract[name]
      const parsed = operation.input.safeParse(input)
      if (!parsed.success) return failed('invalid-input', inWords(parsed.error))
      const agent = operation.needsSession ? session.agent() : null
      const handler = handlers[name] as Handler<never>
      return { ok: true, value: await handler(parsed.data as never, agent as never) }
    } catch (error) {
      if (error instanceof StationFailure) return failed(error.code, error.message, error.details)
      report(`${name} failed.`, error)
      return failed(isStorageFailure(error) ? 'storage-failed' : 'internal-error')
    }
  }
}

const isOperation = (name: string): name is StationOperationName => Object.hasOwn(stationContract, name)

const failed = (
  code: StationErrorCode,
  message: string = stationErrors[code],
  details: StationFailure['details'] = {},
): Result<never> => ({ ok: false, error: { code, message, ...details } })

/** Which fields are wrong; never what they held. */
const inWords = (error: z.ZodError) =>
  `${stationErrors['invalid-input']} (${error.issues.map((issue) => issue.path.join('.') || 'entrée').join(', ')})`
