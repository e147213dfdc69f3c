import type { IncomingMessage, ServerResponse } from 'node:http'
import { etagOf, isHeld } from '../contract/etag.ts'

/** What is published under an address: its bytes, and everything that is said of them. */
export interface Document {
  body: Buffer
  etag: string
  headers: Readonly<Record<string, string | number>>
}

/** @param headers its media type, how long it may be kept, what may run in it */
export function makeDocument(text: string, headers: Record<string, string>): Document {
  const body = Buffer.from(text)
  const etag = etagOf(body)
  return { body, etag, headers: { ...headers, etag, 'content-length': body.length } }
}

/** Answers with a document, or says that the one already held is the same. */
export function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  { body, etag, headers }: Document,
): void {
  if (isHeld(request.headers['if-none-match'], etag)) {
    const { 'content-length': _, ...rest } = headers
    response.writeHead(304, rest).end()
  } else response.writeHead(200, headers).end(body)
}
