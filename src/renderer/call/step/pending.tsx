import { LoaderCircle } from 'lucide-react'
import type { ActorName } from '#shared/flow/actors.ts'
import { stateAt } from '#shared/flow/snapshot.ts'
import { useCall } from '../use-call.tsx'
import { pendingWords } from './actor-words.ts'
import styles from './pending.module.css'

/** What is being looked up or sent, said calmly and only if it lasts; the answers' place is kept. */
export function Pending() {
  const { state, snapshot } = useCall()
  const actor = stateAt(state.flow, snapshot)?.config.invoke?.src as ActorName | undefined
  if (!actor) return null
  return (
    <div role="status" className={styles.pending}>
      <LoaderCircle aria-hidden="true" />
      <p>{pendingWords[actor]}</p>
    </div>
  )
}
