import type { PlatformStatus } from '#shared/domain/platform.ts'
import { readPlatform } from '#shared/domain/platform.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { holds } from '#shared/flow/registry.ts'
import { wordsOf } from '#shared/flow/words.ts'
import { useAsked } from '../../app/asked.ts'
import { callFlowId } from '../../app/call-flow.ts'
import { ScriptText } from '../../call/step/script-text.tsx'
import styles from './preview.module.css'

/** A client whom the agent has found, with an address: what most callers are. */
const usualCaller = { channel: 'phone', client: 'known', address: 'yes', phone: 'yes', subscription: 'queued' }

/** What the script has hotliners say of a platform, each sentence where it is said, filled as it will be. */
function sentencesFor({ script, ...definition }: FlowDefinition, status: PlatformStatus) {
  const { facts, values } = readPlatform({ status, isLive: true, ageMs: 0 })
  const known = { ...usualCaller, ...facts }
  return drawingOf({ script, ...definition }).steps.flatMap(({ id, phaseId }) => {
    const step = script.steps[id]
    if (step?.requires?.incident === undefined || !holds(step.requires, known)) return []
    const blocks = wordsOf(step.say, known, values)
    const phase = script.phases[phaseId]
    return blocks ? [{ id, place: phase ? `Phase ${phase.number} · ${phase.label}` : phaseId, blocks }] : []
  })
}

/** "Communication aux hotliners": their very sentences, on the script that the next call follows. */
export function HotlinerWords({ platform }: { platform: PlatformStatus }) {
  const { value, error } = useAsked('flows.current', { flowId: callFlowId })
  if (error) return <p className={styles.none}>{error.message}</p>
  if (!value) return null
  const sentences = sentencesFor(value.definition, platform)
  if (sentences.length === 0) return <p className={styles.none}>Le script n’a rien à en dire.</p>
  return sentences.map(({ id, place, blocks }) => (
    <div key={id} className={styles.said}>
      <p className={styles.place}>{place}</p>
      <blockquote className={styles.words}>
        <ScriptText blocks={blocks} />
      </blockquote>
    </div>
  ))
}
