import { StationFailure } from '../failure.ts'
import { Refusal, Unreachable } from './answers.ts'

/** Asks the backend for what a screen waits for; its failures become the contract's. */
export async function askBackend<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unreachable) throw new StationFailure('unreachable')
    if (!(error instanceof Refusal)) throw error
    if (error.status === 401)
      throw new StationFailure('refused', 'Votre session auprès du service est expirée. Reconnectez-vous.')
    if (error.status === 404) throw new StationFailure('not-found')
    if (error.status === 429) throw new StationFailure('too-many-attempts')
    throw new StationFailure(error.code === 'conflict' ? 'conflict' : 'refused', error.message, error.fields)
  }
}
