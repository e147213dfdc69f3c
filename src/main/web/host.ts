import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { serveStation } from '#station/serve.ts'
import type { StationHost } from '#station/station.ts'
import { openEntry } from './entry.ts'
import { serveScreenFiles } from './screen-files.ts'

/** A screenshot of 5 MB in base64, and what surrounds it. */
const maxMessageBytes = 8 * 1024 * 1024
/** Told to a page that has neither the unused key nor a token (src/renderer/app/web-station.ts). */
const refusedCode = 4401
/** How long a refused socket has to close: a stranger's must not pile up. */
const farewellMs = 2000

export interface WebHost {
  port: number
  /** What to open; it serves once. */
  address: string
  close(): Promise<void>
}

/** Serves the screen and one station to a browser of this machine: on loopback, to its own page, by its key. */
export async function startWebHost(station: StationHost, rendererDir: string, port: number): Promise<WebHost> {
  const entry = openEntry()
  const serveFile = serveScreenFiles(rendererDir)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => (offered.has('numi') ? 'numi' : false),
  })

  const server = createServer((request, response) => {
    if (!isOwnHost(request)) response.writeHead(421).end()
    else void serveFile(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    if (!isOwnHost(request) || !isOwnPage(request) || request.url !== '/station') return refuse(socket)
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const presented = request.headers['sec-websocket-protocol']?.split(',').map((one) => one.trim())[1] ?? ''
      const token = entry.admit(presented)
      if (token === null) turnAway(opened)
      else carry(station, opened, token)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = (server.address() as AddressInfo).port

  /** DNS rebinding: a name that points here is not our name. */
  function isOwnHost({ headers }: IncomingMessage): boolean {
    return headers.host === `127.0.0.1:${bound}` || headers.host === `localhost:${bound}`
  }

  return {
    port: bound,
    address: `http://127.0.0.1:${bound}/#k=${entry.key}`,
    async close() {
      for (const socket of sockets.clients) socket.close(1001)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets.clients) socket.terminate()
      })
    },
  }
}

/** Browsers set Origin on every WebSocket and let no page forge it. */
const isOwnPage = ({ headers }: IncomingMessage) => headers.origin === `http://${headers.host}`

function refuse(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

/** A refused handshake tells a page nothing; a close code does. What a stranger still sends must end nothing here. */
function turnAway(socket: WebSocket): void {
  socket.on('error', () => socket.terminate())
  socket.close(refusedCode)
  setTimeout(() => socket.terminate(), farewellMs).unref()
}

/** Carries the station's messages on an admitted socket; the first one gives the page its token. */
function carry(station: StationHost, socket: WebSocket, token: string): void {
  socket.send(JSON.stringify({ token }))
  const screen = serveStation(station, (message) => socket.send(JSON.stringify(message)))
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003)
    try {
      screen.receive(JSON.parse(String(data)))
    } catch {
      socket.close(1007)
    }
  })
  socket.on('close', () => screen.end())
  // A message too large, or a frame that is none: ws closes the socket by itself.
  socket.on('error', () => screen.end())
}
