import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { readFlowHeat } from '#backend/call-figures/heat.ts'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'
import { openFlowLibrary } from '#backend/flows/library.ts'
import { callCount, firstAt, millionCalls } from './million-calls.ts'
import { inTurn, medianPair, type Row, timed } from './row.ts'

/** The reference takes most of a minute. */
const rounds = 1
const year = { from: new Date(firstAt), to: new Date() }

/** A year's calls from above, and their steps added up by SQLite by itself. */
export const flowHeat: Row = {
  name: 'flow-heat',
  what: `Un script vu d’en haut sur ${callCount.toLocaleString('fr-FR')} appels`,
  unit: 'ms',
  bound: 1.5,
  async measure() {
    const dataDir = await millionCalls('steps')
    const db = await openDatabase({ databaseUrl: null, dataDir, clock: systemClock })
    const bare = new SQLite(join(dataDir, 'numi.sqlite'), { readonly: true })
    const flows = openFlowLibrary()
    try {
      const ours: number[] = []
      const reference: number[] = []
      const samples = await inTurn(
        rounds,
        () =>
          timed(async () => {
            const { calls, steps } = await readFlowHeat(db, flows, 'bug-technique', undefined, year)
            if (calls !== callCount) throw new Error('Not every call was counted.')
            ours.push(steps.reduce((sum, { visits }) => sum + visits, 0))
          }),
        () =>
          timed(() => {
            const rows = bare.prepare(aggregate).all() as { visits: number }[]
            reference.push(rows.reduce((sum, { visits }) => sum + visits, 0))
          }),
      )
      if (ours.join() !== reference.join()) throw new Error('The two do not count the same.')
      return medianPair(samples)
    } finally {
      bare.close()
      await db.destroy()
    }
  },
}

const aggregate = `
  select step_id, phase_id, left_by, next_step_id, call_step.duration_ms / 1000 as seconds, count(*) as visits,
    sum(is_first), sum(has_ticket), sum(is_first * has_ticket)
  from call_log join call_step on call_step.place = call_log.place
  where flow_id = 'bug-technique' and folding = 'folded'
  group by step_id, phase_id, left_by, next_step_id, seconds`
