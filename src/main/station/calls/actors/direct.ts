import { Refusal, Unreachable } from '../../backend/answers.ts'
import type { Asked } from './actor.ts'

const timeoutMs = 8000

/** What every direct call is sent with: the session's token, and the intention's id as Idempotency-Key. */
export const directOptions = ({ key, workplace: { session } }: Asked) => ({ token: session.token(), key, timeoutMs })

/**
 * Makes a call that must not wait. No answer is `unknown`: it may have been done, and is asked again under the same
 * key. So is a 401, which an agent mends by signing in, and a request still running. A refusal is definite.
 * @param onRefusal names a more precise outcome of a refusal, or null
 */
export async function direct<O extends string>(
  work: () => Promise<O>,
  onRefusal: (refusal: Refusal) => O | null = () => null,
): Promise<O | 'refused' | 'unknown'> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unreachable) return 'unknown'
    if (!(error instanceof Refusal)) throw error
    if (error.status === 401 || error.code === 'still-running') return 'unknown'
    return onRefusal(error) ?? 'refused'
  }
}
