import { useEffect, useRef, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { startWorker } from '../../app/own-worker.ts'
import proofWorkerUrl from './proof-worker.ts?worker&url'
import { type Outcome, Prover } from './prover.ts'

export interface ProofState {
  /** What was found of the last words proven; null before the first. */
  outcome: Outcome | null
  /** Whether the words as they now are were proven. */
  isCurrent: boolean
}

/** The proof of what is being written: again at each change, in a worker. */
export function useProof(definition: FlowDefinition): ProofState {
  const [proven, setProven] = useState<{ outcome: Outcome; of: FlowDefinition } | null>(null)
  const prover = useRef<Prover | null>(null)
  useEffect(() => {
    const mine = new Prover(
      () => startWorker(proofWorkerUrl, { type: 'module' }),
      (outcome, of) => setProven({ outcome, of }),
    )
    prover.current = mine
    return () => mine.stop()
  }, [])
  useEffect(() => prover.current?.check(definition), [definition])
  return { outcome: proven?.outcome ?? null, isCurrent: proven?.of === definition }
}
