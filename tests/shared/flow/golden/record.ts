import { mkdirSync, writeFileSync } from 'node:fs'
import { v7 as uuid } from 'uuid'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import type { JournalRecord } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { handedOverType } from '#shared/flow/events.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { type GoldenCall, read } from './golden.ts'

// `npx tsx tests/shared/flow/golden/record.ts <scenario>…`: records these calls of the script as it is now, each under
// its name and version; `<scenario>+handed-over` gives it to a colleague on the way, `<scenario>+left-open` lets the
// workplace end it there. Only ever adds: what was recorded stays.
const names = process.argv.slice(2)
const folder = 'flows/bug-technique'
const definition = await readFlow(folder)
const flowHash = hashOf(definition)
const flow = compile(definition)
const here = new URL('./', import.meta.url)

for (const kept of ['definitions', 'calls']) mkdirSync(new URL(kept, here), { recursive: true })
add(`definitions/${flowHash}.json`, definition)
const scenarios = await readScenarios(folder)
for (const name of names) {
  const [id, happening] = name.split('+')
  const scenario = scenarios.find((one) => one.id === id)
  if (!scenario) throw new Error(`There is no scenario ${id}.`)
  const [callId, startedAt] = [uuid(), Date.now()]
  const rehearsed = withHappening(rehearse(flow, scenario).journal, happening)
  const ids = new Map(rehearsed.map(({ eventId }) => [eventId, uuid()]))
  const idOf = (eventId: string) => ids.get(eventId) ?? eventId
  const journal = rehearsed.map(({ event, ...record }) => ({
    ...record,
    callId,
    eventId: idOf(record.eventId),
    at: new Date(startedAt + record.elapsedMs).toISOString(),
    event: { ...event, ...(event.takesBack && { takesBack: idOf(event.takesBack) }) },
  }))
  const { channel } = scenario
  const golden: GoldenCall = { flowHash, channel, journal, reading: read(flow, channel, journal) }
  add(`calls/${name}@${flowHash.slice(0, 8)}.json`, golden)
}

/** What the workplace does to a call half way. */
function withHappening(journal: JournalRecord[], type: string | undefined): JournalRecord[] {
  if (type === undefined) return journal
  const half = Math.floor(journal.length / 2)
  const { stepId } = journal[half] as JournalRecord
  const event = type === handedOverType ? { type, from: uuid(), to: uuid() } : { type }
  const happened: JournalRecord = {
    ...(journal[half - 1] as JournalRecord),
    eventId: uuid(),
    stepId,
    origin: 'station',
    event,
  }
  const after = type === handedOverType ? journal.slice(half) : []
  return [...journal.slice(0, half), happened, ...after].map((record, index) => ({ ...record, seq: index + 1 }))
}

function add(file: string, content: object): void {
  try {
    writeFileSync(new URL(file, here), `${JSON.stringify(content)}\n`, { flag: 'wx' })
    console.log(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
