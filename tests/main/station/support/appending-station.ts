import { randomUUID } from 'node:crypto'
import type { JournalRecord } from '#shared/domain/call.ts'
import { openStation } from '#station/station.ts'
import { agents } from './contract-backend.ts'

// A station that appends until it no longer can or is killed, saying each record once it was acknowledged.
const [dataDir = '', flowsDir = '', apiUrl = ''] = process.argv.slice(2)
const station = await openStation({ dataDir, flowsDir, apiUrl })
await station.ask('session.signIn', { email: agents.lea.user.email, password: agents.lea.password })
const started = await station.ask('calls.start', { flowId: 'small', channel: 'phone' })
if (!started.ok) throw new Error(started.error.message)
const callId = started.value.call.id

for (let seq = 1; ; seq += 1) {
  const isTicket = seq === 3
  const record: JournalRecord = {
    callId,
    seq,
    eventId: randomUUID(),
    stepId: 'greet',
    origin: 'agent',
    at: new Date().toISOString(),
    elapsedMs: seq,
    event: isTicket ? { type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' } : { type: 'greet.describe' },
  }
  const result = await station.ask('calls.append', { record, values: { notes: String(seq) }, facts: {} })
  if (!result.ok) {
    process.stdout.write(`${JSON.stringify({ callId, refused: result.error })}\n`)
    process.exit(0)
  }
  process.stdout.write(`${JSON.stringify({ callId, eventId: record.eventId, isTicket })}\n`)
}
