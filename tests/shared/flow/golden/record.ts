import { mkdirSync, writeFileSync } from 'node:fs'
import { v7 as uuid } from 'uuid'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { type GoldenCall, read } from './golden.ts'

// `npx tsx tests/shared/flow/golden/record.ts <scenario>…`: records these calls of the script as it is now, each under
// its name and version. Only ever adds: what was recorded stays.
const names = process.argv.slice(2)
const folder = 'flows/bug-technique'
const definition = await readFlow(folder)
const flowHash = hashOf(definition)
const flow = compile(definition)
const here = new URL('./', import.meta.url)

for (const kept of ['definitions', 'calls']) mkdirSync(new URL(kept, here), { recursive: true })
add(`definitions/${flowHash}.json`, definition)
for (const scenario of await readScenarios(folder)) {
  if (!names.includes(scenario.id)) continue
  const [callId, startedAt] = [uuid(), Date.now()]
  const rehearsed = rehearse(flow, scenario).journal
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
  add(`calls/${scenario.id}@${flowHash.slice(0, 8)}.json`, golden)
}

function add(file: string, content: object): void {
  try {
    writeFileSync(new URL(file, here), `${JSON.stringify(content)}\n`, { flag: 'wx' })
    console.log(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
