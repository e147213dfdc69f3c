import { PutOff, RefusedForGood } from './refusals.ts'

const timeoutMs = 10_000
/** Of an answer, what is worth keeping to tell why a message was refused. */
const keptBytes = 300
const longestPutOffSeconds = 15 * 60

interface Sent {
  /** From the configuration, and from nowhere else. */
  url: string
  contentType: string
  body: string
  authorization?: string | null
  /** The message's own id: a gateway that knows it already may leave the second one out. */
  id: string
}

/**
 * Posts a message to the address of the configuration, to no other: a redirection is not followed.
 * @throws RefusedForGood when the message itself is refused; PutOff when it is asked to come back later
 */
export async function postTo({ url, contentType, body, authorization, id }: Sent): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'idempotency-key': id,
      ...(authorization && { authorization }),
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) => {
    // The address may be a secret: it is not told with the failure.
    const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.name
    throw new Error(`Pas de réponse (${cause}).`)
  })
  const { status } = response
  const answer = await beginningOf(response)
  if (status >= 200 && status < 300) return
  const reason = `Réponse ${status}${answer ? ` : ${answer}` : ''}`
  const seconds = Number(response.headers.get('retry-after'))
  if (seconds > 0) throw new PutOff(reason, Math.min(seconds, longestPutOffSeconds))
  // Any other refusal is of the settings (a key, an address), to be mended while the message waits.
  if ([400, 413, 422].includes(status)) throw new RefusedForGood(reason)
  throw new Error(reason)
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (response.body)
    for await (const chunk of response.body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= keptBytes) break
    }
  return Buffer.concat(chunks).toString('utf8').slice(0, keptBytes).replace(/\s+/g, ' ').trim()
}
