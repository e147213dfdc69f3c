import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBackend, type TestBackend } from './open-backend.ts'

let backend: TestBackend
let url: URL
beforeAll(async () => {
  backend = await openBackend()
  url = new URL(await backend.server.listen({ host: '127.0.0.1', port: 0 }))
})
afterAll(() => backend.close())

it('a request may not take for ever to arrive, nor its headers', () => {
  const { requestTimeout, headersTimeout, keepAliveTimeout } = backend.server.server
  expect(requestTimeout).toBe(120_000)
  expect(headersTimeout).toBeLessThanOrEqual(60_000)
  expect(headersTimeout).toBeGreaterThan(0)
  expect(keepAliveTimeout).toBeLessThanOrEqual(72_000)
})

it.each([
  ['longer than any of ours', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['no request at all', 'Bonjour !\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
])('is refused before anybody reads it: %s', async (_, bytes, status) => {
  const socket = connect(Number(url.port), url.hostname, () => socket.write(bytes))
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
})
