import { StationFailure } from '../failure.ts'
import { Refusal, Unreachable } from './answers.ts'

/** Asks the backend for what a screen waits for; its failures become the contract's. */
export async function askBackend<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Unreachable || error instanceof Refusal ? asFailure(error) : error
  }
}

function asFailure(error: Unreachable | Refusal): StationFailure {
  const { traceId } = error
  if (error instanceof Unreachable) return new StationFailure('unreachable', undefined, { traceId })
  const { status, code, message, fields } = error
  if (status === 401)
    return new StationFailure('not-signed-in', 'Votre session auprès du service est expirée. Reconnectez-vous.', {
      traceId,
    })
  if (status === 404) return new StationFailure('not-found', undefined, { traceId })
  if (status === 429) return new StationFailure('too-many-attempts', undefined, { traceId })
  return new StationFailure(code === 'conflict' ? 'conflict' : 'refused', message, {
    traceId,
    ...(fields && { fields }),
  })
}
