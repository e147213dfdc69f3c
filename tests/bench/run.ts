import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { answer } from './answer.ts'
import { append } from './append.ts'
import { callScroll } from './call-scroll.ts'
import { callSearch, callSearchPostgres } from './call-search.ts'
import { compare } from './compare.ts'
import { delivery } from './delivery.ts'
import { firstScreen } from './first-screen.ts'
import { flowHeat } from './flow-heat.ts'
import { fold } from './fold.ts'
import { incidentShown } from './incident-shown.ts'
import { incidentTold } from './incident-told.ts'
import { kpis } from './kpis.ts'
import { memory } from './memory.ts'
import { notifyMemory } from './notify-memory.ts'
import { proof } from './proof.ts'
import { proofTyping } from './proof-typing.ts'
import { NotHere, type Row } from './row.ts'
import { start } from './start.ts'
import { statusPage } from './status-page.ts'
import { heading, lineOf, lineWithout, type Outcome, outcomeOf } from './table.ts'
import { tickets, ticketsPostgres } from './tickets.ts'

const rows: readonly Row[] = [
  answer,
  append,
  fold,
  compare,
  proof,
  proofTyping,
  start,
  firstScreen,
  delivery,
  memory,
  statusPage,
  tickets,
  ticketsPostgres,
  incidentTold,
  incidentShown,
  notifyMemory,
  kpis,
  callSearch,
  callSearchPostgres,
  flowHeat,
  callScroll,
]

const { values: options, positionals: names } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
})
const unknown = names.filter((name) => !rows.some((row) => row.name === name))
if (unknown.length > 0) {
  console.error(`Mesure inconnue : ${unknown.join(', ')}. Les mesures : ${rows.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const outcomes: Outcome[] = []
let hasFailed = false
console.log(heading)
for (const row of rows.filter(({ name }) => names.length === 0 || names.includes(name)))
  try {
    const outcome = outcomeOf(row, await row.measure())
    outcomes.push(outcome)
    console.log(lineOf(row, outcome))
  } catch (error) {
    if (!(error instanceof NotHere)) {
      hasFailed = true
      console.error(error)
    }
    console.log(lineWithout(row, (error as Error).message.split('\n', 1)[0] ?? ''))
  }

if (options.json) await writeFile(options.json, `${JSON.stringify(outcomes, null, 2)}\n`)
process.exit(!hasFailed && outcomes.every(({ holds }) => holds) ? 0 : 1)
