import { Worker } from 'node:worker_threads'
import { readFlow } from '#node/flows/read.ts'
import { type Row, summed } from './row.ts'

const rounds = 15
const allowedMs = 100

/**
 * Each time in a thread of its own, as the station proves: nothing is warm. Its own computing time, for a constant
 * cannot share what else the machine is doing.
 */
export const proof: Row = {
  name: 'proof',
  what: 'Preuve du script bug-technique, temps de calcul (médiane)',
  unit: 'ms',
  bound: 1,
  async measure() {
    const definition = await readFlow('flows/bug-technique')
    const value: number[] = []
    for (let round = 0; round < rounds; round += 1)
      value.push(
        await new Promise<number>((resolve, reject) => {
          const thread = new Worker(new URL('./proof-thread.ts', import.meta.url), { workerData: definition })
          thread.once('message', resolve)
          thread.once('error', reject)
        }),
      )
    return summed({ value, reference: value.map(() => allowedMs) }, 'median')
  },
}
