import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startWebHost } from '../../../src/main/web/host.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { startContractBackend } from '../station/support/contract-backend.ts'
import { stationAt } from '../station/support/workplace.ts'

async function openHost() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  const folder = temporaryFolder()
  const rendererDir = join(folder, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>numi</title>')
  writeFileSync(join(rendererDir, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'secret.js'), 'outside')
  const host = await startWebHost(station, rendererDir, 0)
  onTestFinished(() => host.close())
  const key = new URL(host.address).hash.replace('#k=', '')
  return { host, key, origin: `http://127.0.0.1:${host.port}` }
}
type Opened = Awaited<ReturnType<typeof openHost>>

interface Entering {
  origin?: string
  host?: string
  path?: string
  protocols?: string[]
}

/** Tries to enter: the token and the socket once let in, else why not. */
async function enter({ host, origin }: Opened, entry: string, as: Entering = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${as.path ?? '/station'}`, as.protocols ?? ['numi', entry], {
    headers: { ...(as.host && { host: as.host }) },
    origin: as.origin ?? origin,
  })
  onTestFinished(() => socket.terminate())
  return new Promise<{ token: string; socket: WebSocket } | { closed: number } | { refused: string }>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if ('token' in message) resolve({ token: message.token, socket })
    })
    socket.on('close', (closed) => resolve({ closed }))
    socket.on('error', ({ message }) => resolve({ refused: message }))
  })
}

async function letIn(opened: Opened, entry: string) {
  const entered = await enter(opened, entry)
  if (!('token' in entered)) throw new Error(`refused: ${JSON.stringify(entered)}`)
  return entered
}

/** The answer to one request. */
async function ask(socket: WebSocket, name: string, input: unknown) {
  const answered = new Promise<unknown>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.id === 7) resolve(message.result)
    })
  })
  socket.send(JSON.stringify({ id: 7, name, input }))
  return answered
}

async function get(opened: Opened, path: string, options: { host?: string; method?: string } = {}) {
  const asked = request({
    port: opened.host.port,
    host: '127.0.0.1',
    path,
    method: options.method ?? 'GET',
    headers: { host: options.host ?? `127.0.0.1:${opened.host.port}` },
  }).end()
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('the key opens once; what it gave opens again, as a reload needs', async () => {
  const opened = await openHost()
  const { token, socket } = await letIn(opened, `key.${opened.key}`)
  expect(await ask(socket, 'station.state', {})).toMatchObject({ ok: true, value: { session: null } })
  expect(await enter(opened, `key.${opened.key}`)).toEqual({ closed: 4401 })
  expect((await letIn(opened, `token.${token}`)).token).toBe(token)
})

test.each(['key.', 'token.', 'key.x', '', 'token.undefined'])('%j opens nothing', async (entry) => {
  const opened = await openHost()
  expect(await enter(opened, entry, { protocols: ['numi', ...(entry ? [entry] : [])] })).toEqual({ closed: 4401 })
})

test('a key presented as a token, or a token as a key, opens nothing', async () => {
  const opened = await openHost()
  expect(await enter(opened, `token.${opened.key}`)).toEqual({ closed: 4401 })
  const { token } = await letIn(opened, `key.${opened.key}`)
  expect(await enter(opened, `key.${token}`)).toEqual({ closed: 4401 })
})

test('another origin, another name for this machine or another path is refused, and does not use the key up', async () => {
  const opened = await openHost()
  const entry = `key.${opened.key}`
  const { port } = opened.host
  for (const as of [
    { origin: 'https://evil.example' },
    { origin: `http://localhost:${port}` },
    { origin: `http://127.0.0.1:${port + 1}` },
    { origin: 'null' },
    { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
    { host: `127.0.0.1.evil.example:${port}`, origin: `http://127.0.0.1.evil.example:${port}` },
    { path: '/station?x' },
    { path: '/' },
  ])
    expect(await enter(opened, entry, as)).toEqual({ refused: 'Unexpected server response: 403' })
  await letIn(opened, entry)
})

test('a message that is none, or too large, closes its own socket and harms no other', async () => {
  const opened = await openHost()
  const { token, socket } = await letIn(opened, `key.${opened.key}`)
  for (const [message, code] of [
    ['not json', 1007],
    [Buffer.from([1, 2, 3]), 1003],
    ['x'.repeat(9 * 1024 * 1024), 1009],
  ] as const) {
    const hostile = await letIn(opened, `token.${token}`)
    hostile.socket.send(message)
    expect((await once(hostile.socket, 'close'))[0]).toBe(code)
  }
  socket.send(JSON.stringify({ id: 'x', name: 3 }))
  expect(await ask(socket, '__proto__', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(await ask(socket, 'station.state', {})).toMatchObject({ ok: true })
})

test('a stranger who sends nonsense after being refused is dropped and ends nothing', async () => {
  const opened = await openHost()
  const stranger = connect(opened.host.port, '127.0.0.1')
  stranger.write(
    `GET /station HTTP/1.1\r\nHost: 127.0.0.1:${opened.host.port}\r\nOrigin: ${opened.origin}\r\n` +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: numi, key.x\r\n\r\n',
  )
  await once(stranger, 'data')
  stranger.write(Buffer.alloc(8, 0xff))
  await once(stranger, 'close')
  await letIn(opened, `key.${opened.key}`)
})

test('the screen is served with a strict content policy, and nothing outside its folder', async () => {
  const opened = await openHost()
  const page = await get(opened, '/')
  expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>numi</title>' })
  expect(page.headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  const script = await get(opened, '/assets/main-1a2b.js')
  expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
  for (const path of ['/../secret.js', '/%2e%2e/secret.js', '/..%2fsecret.js', '/assets/', '/%00', '/%', '//secret.js'])
    expect((await get(opened, path)).status).toBe(404)
  expect((await get(opened, '/', { method: 'POST' })).status).toBe(405)
  expect((await get(opened, '/', { host: `evil.example:${opened.host.port}` })).status).toBe(421)
  expect((await get(opened, '/', { host: 'evil.example' })).status).toBe(421)
})

test('closing it ends every socket and frees its port', async () => {
  const opened = await openHost()
  const { socket } = await letIn(opened, `key.${opened.key}`)
  const closed = once(socket, 'close')
  await opened.host.close()
  await closed
  const again = connect(opened.host.port, '127.0.0.1')
  const [error] = await once(again, 'error')
  expect(error.code).toBe('ECONNREFUSED')
})
