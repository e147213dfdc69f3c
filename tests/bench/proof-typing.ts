import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { readFlow } from '#node/flows/read.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { type Row, summed } from './row.ts'

const keystrokes = 30
const allowedMs = 100

/**
 * In one thread that stays, as the editor has it: a letter more of a sentence at each keystroke, and the whole script is
 * checked anew. Its own computing time, as `proof`.
 */
export const proofTyping: Row = {
  name: 'proof-typing',
  what: 'Preuve du script bug-technique à chaque lettre tapée, temps de calcul (médiane)',
  unit: 'ms',
  bound: 1,
  async measure() {
    const definition = await readFlow('flows/bug-technique')
    const thread = new Worker(new URL('./proof-typing-thread.ts', import.meta.url))
    const value: number[] = []
    for (let typed = 1; typed <= keystrokes; typed += 1) {
      thread.postMessage(withTyped(definition, typed))
      const [ms] = await once(thread, 'message')
      value.push(ms as number)
    }
    await thread.terminate()
    return summed({ value, reference: value.map(() => allowedMs) }, 'median')
  },
}

function withTyped(definition: FlowDefinition, letters: number): FlowDefinition {
  const { script } = definition
  const said = 'Ne quittez pas, je regarde cela avec vous.'.slice(0, letters)
  const step = script.steps['clear-cache']
  if (!step) throw new Error('The step is not there.')
  return {
    ...definition,
    script: { ...script, steps: { ...script.steps, 'clear-cache': { ...step, do: said } } },
  }
}
