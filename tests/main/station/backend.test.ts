import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Refusal, Unreachable } from '#station/backend/answers.ts'
import { connectBackend } from '#station/backend/client.ts'
import { watchLink } from '#station/backend/link.ts'

async function backendThat(answers: RequestListener) {
  const server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const link = watchLink(() => {})
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const backend = connectBackend(() => url, link)
  onTestFinished(() => backend.close())
  const failure = (key?: string) =>
    backend.call('listServices', {}, { token: 'secret', timeoutMs: 100, ...(key && { key }) }).then(
      () => {
        throw new Error('It should have failed.')
      },
      (error: unknown) => error,
    )
  const text = () => backend.text('exportCalls', { query: {} }, { token: 'secret', signal: AbortSignal.timeout(5000) })
  return { link, failure, text }
}

test('a backend that does not answer in time, or cuts in the middle, is unreachable', async () => {
  const silent = await backendThat(() => {})
  expect(await silent.failure()).toMatchObject({ constructor: Unreachable, isDown: true })
  expect(silent.link.state()).toBe('offline')
  const stalling = await backendThat((_request, response) => response.write('{"services":'))
  expect(await stalling.failure()).toMatchObject({ constructor: Unreachable, isDown: true })
  const cutting = await backendThat((_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{', () => response.destroy())
  })
  expect(await cutting.failure()).toMatchObject({ constructor: Unreachable, isDown: true })
})

test('an answer that is not the contract’s is not taken for one', async () => {
  const portal = await backendThat((_request, response) => response.end('<html>Bienvenue sur le Wi-Fi</html>'))
  expect(await portal.failure()).toMatchObject({ constructor: Unreachable, isDown: false })
  const other = await backendThat((_request, response) => response.end('{"services":[{"id":1}]}'))
  expect(await other.failure()).toBeInstanceOf(Unreachable)
})

test('a redirect is not followed: the token goes nowhere else', async () => {
  const asked: string[] = []
  const redirecting = await backendThat((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  expect(await redirecting.failure()).toBeInstanceOf(Unreachable)
  expect(asked).toEqual(['/api/v1/services'])
})

test('a problem is told in its own words, whatever else answers in general ones', async () => {
  const words = 'Votre rôle ne permet pas cette action.'
  const forbidding = await backendThat((_request, response) =>
    response
      .writeHead(403, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'about:blank', title: 'x', status: 403, code: 'forbidden' })),
  )
  expect(await forbidding.failure()).toMatchObject({ constructor: Refusal, code: 'forbidden', message: words })
  const proxy = await backendThat((_request, response) => response.writeHead(403).end('<h1>Forbidden</h1>'))
  expect(await proxy.failure()).toMatchObject({
    constructor: Refusal,
    code: null,
    message: 'Le service a refusé la demande (403).',
  })
})

test('a Retry-After is read in seconds and as a date', async () => {
  const seconds = await backendThat((_request, response) => response.writeHead(503, { 'retry-after': '7' }).end())
  expect(await seconds.failure()).toMatchObject({ retryAfterMs: 7000, isDown: true })
  const date = new Date(Date.now() + 60_000).toUTCString()
  const dated = await backendThat((_request, response) => response.writeHead(503, { 'retry-after': date }).end())
  const { retryAfterMs } = (await dated.failure()) as Unreachable
  expect(retryAfterMs).toBeGreaterThan(55_000)
  expect(retryAfterMs).toBeLessThanOrEqual(60_000)
})

test('every request is part of a trace, which its failure names; all tries under one key are one', async () => {
  const parents: string[] = []
  const failing = await backendThat((request, response) => {
    parents.push(String(request.headers.traceparent))
    response.writeHead(500).end()
  })
  const { traceId } = (await failing.failure()) as Unreachable
  expect(parents[0]).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))

  const key = '018f0000-0000-7000-8000-00000000000a'
  const failures = [await failing.failure(key), await failing.failure(key)] as Unreachable[]
  expect(failures.map((failure) => failure.traceId)).toEqual(Array(2).fill('018f000000007000800000000000000a'))
  expect(new Set(parents).size).toBe(3)
})

test('a long text is read as it comes, a refusal of it is told, one cut short is not taken for whole', async () => {
  const telling = await backendThat((_request, response) => {
    response.write('\uFEFFJour;Agent\r\n')
    setTimeout(() => response.end('19/12/2025;Léa M.\r\n'))
  })
  let whole = ''
  for await (const piece of await telling.text()) whole += piece
  expect(whole).toBe('\uFEFFJour;Agent\r\n19/12/2025;Léa M.\r\n')
  const forbidding = await backendThat((_request, response) =>
    response
      .writeHead(403, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'about:blank', title: 'x', status: 403, code: 'forbidden' })),
  )
  await expect(forbidding.text()).rejects.toMatchObject({ constructor: Refusal, code: 'forbidden' })
  const cutting = await backendThat((_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('Jour', () => response.destroy())
  })
  const cut = async () => {
    for await (const piece of await cutting.text()) expect(piece).toBe('Jour')
  }
  await expect(cut()).rejects.toMatchObject({ constructor: Unreachable, isDown: true })
})
