import type { Station } from '#shared/contracts/station.ts'
import { openStation } from '#station/station.ts'
import { get } from './ask.ts'
import { agents } from './contract-backend.ts'
import { startCall } from './led-call.ts'

// A station that appends until it no longer can or is killed, saying each record once it was acknowledged.
const [dataDir = '', flowsDir = '', apiUrl = ''] = process.argv.slice(2)
const station = await openStation({ dataDir, flowsDir, apiUrl })
await get(station, 'session.signIn', { email: agents.lea.user.email, password: agents.lea.password })

const telling: Station = {
  watch: station.watch,
  async ask(name, input) {
    const result = await station.ask(name, input)
    if (name === 'calls.append') say(input as { record: { callId: string; eventId: string; event: object } }, result)
    return result
  },
}

function say({ record }: { record: { callId: string; eventId: string; event: object } }, result: object): void {
  const { callId, eventId, event } = record
  const isTicket = 'actor' in event
  process.stdout.write(
    `${JSON.stringify({ callId, eventId, isTicket, ...('error' in result && { refused: result.error }) })}\n`,
  )
  if ('error' in result) process.exit(0)
}

const call = await startCall(telling)
const filing = [
  () => call.next({ type: 'desk.file-ticket' }),
  () => call.intention('file-ticket@1'),
  () => call.next({ type: 'xstate.done.actor.file-ticket', output: { ticket: 'queued' } }, 'actor'),
]
for (let n = 1; ; n += 1) {
  const record = filing.shift() ?? (() => call.next({ type: 'desk.note' }))
  await call.append(record(), { notes: String(n) })
}
