import type { IncomingMessage, ServerResponse } from 'node:http'
import { etagOf, isHeld } from '../contract/etag.ts'

/** What is published under an address: its bytes, and everything that is said of them. */
export interface Document {
  body: Buffer
  etag: string
  headers: Readonly<Record<string, string | number>>
  /** The same, as Node writes them soonest: name, value, name, value… */
  rawHeaders: string[]
}

/** @param headers its media type, how long it may be kept, what may run in it */
export function makeDocument(text: string, headers: Record<string, string>): Document {
  const body = Buffer.from(text)
  const etag = etagOf(body)
  const all = { ...headers, etag, 'content-length': body.length }
  return { body, etag, headers: all, rawHeaders: Object.entries(all).flat().map(String) }
}

/** Answers with a document, or says that the one already held is the same. */
export function sendDocument(request: IncomingMessage, response: ServerResponse, document: Document): void {
  const { body, etag, headers, rawHeaders } = document
  if (isHeld(ifNoneMatch(request), etag)) {
    const { 'content-length': _, ...rest } = headers
    response.writeHead(304, rest).end()
  } else response.writeHead(200, rawHeaders).end(body)
}

/** Read as it came: nothing else of the headers needs to be parsed. */
function ifNoneMatch({ rawHeaders }: IncomingMessage): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === 'if-none-match') return rawHeaders[index + 1]
  return undefined
}
