import { readFileSync } from 'node:fs'
import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

// The least that a page could cost: the same bytes, said of them the same, from memory.
const { headers, body } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  headers: OutgoingHttpHeaders
  body: string
}
const bytes = Buffer.from(body)
const server = createServer((_request, response) => {
  response.writeHead(200, headers).end(bytes)
})
server.listen(0, '127.0.0.1', () => console.log(`bare http://127.0.0.1:${(server.address() as AddressInfo).port}`))
