import { PenLine } from 'lucide-react'
import type { StepView } from '#shared/flow/step.ts'
import { lengthOf, ScriptText } from './script-text.tsx'
import styles from './sentence.module.css'

/** Past this many characters, the sentence is set a little smaller so that its answers stay in sight. */
const longSentence = 240

/** What to say, the largest thing on the screen, and what to do besides; read aloud when it changes. */
export function Sentence({ view }: { view: StepView }) {
  return (
    <div aria-live="polite" className={styles.sentence}>
      {view.say && (
        <>
          <h2 className={styles.title}>À dire</h2>
          <blockquote className={lengthOf(view.say) > longSentence ? styles.long : styles.say}>
            <ScriptText blocks={view.say} />
          </blockquote>
        </>
      )}
      {view.do && (
        <div className={view.say ? styles.todo : `${styles.todo} ${styles.alone}`}>
          <PenLine aria-hidden="true" />
          <div>
            <h2 className={view.say ? styles.spoken : styles.title}>À faire</h2>
            <ScriptText blocks={view.do} />
          </div>
        </div>
      )}
    </div>
  )
}
