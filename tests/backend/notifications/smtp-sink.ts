import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished } from 'vitest'

interface Received {
  to: string[]
  source: string
}

/** How the server answers one message: null takes it, a number refuses it with that SMTP reply. */
type Reply = (to: string, attempt: number) => number | null

/** A real SMTP server that keeps what it takes, each message in its time, closed with the test. */
export async function startSmtpSink(reply: Reply = () => null, port = 0, takesMs = 0) {
  const received: Received[] = []
  let taking = 0
  let attempts = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // Whoever keeps a connection for what comes next is not waited for.
    closeTimeout: 50,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        // From here on it has the whole message.
        taking += 1
        await new Promise((resolve) => setTimeout(resolve, takesMs))
        taking -= 1
        const to = session.envelope.rcptTo.map(({ address }) => address)
        attempts += 1
        const code = reply(to[0] ?? '', attempts)
        if (code !== null)
          return done(Object.assign(new Error(`Answered ${code} to <${to[0]}>`), { responseCode: code }))
        received.push({ to, source: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  // A sender that is killed in the middle of a message takes its connection with it: what some tests are about.
  server.on('error', ({ code }: NodeJS.ErrnoException) => expect(['ECONNRESET', 'EPIPE']).toContain(code))
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket) => sockets.add(socket))
  /** Ends every connection without a word. */
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  onTestFinished(close)
  const { port: bound } = server.server.address() as AddressInfo
  return { received, taking: () => taking, port: bound, url: `smtp://127.0.0.1:${bound}`, cut, close }
}
