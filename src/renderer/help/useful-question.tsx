import { useState } from 'react'
import { useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/text-field.tsx'
import styles from './useful-question.module.css'

type Stage = 'asked' | 'commenting' | 'thanked'

/** "Cet article vous a-t-il été utile ?", asked of an article (`faq:1`) or of a script (`flow:bug-technique`). */
export function UsefulQuestion({ subject }: { subject: string }) {
  const station = useStation()
  const what = subject.startsWith('flow:') ? 'ce script' : 'cet article'
  const [stage, setStage] = useState<Stage>('asked')
  const [comment, setComment] = useState('')
  const [error, setError] = useState<string | null>(null)

  const give = async (isUseful: boolean) => {
    const given = await station.ask('feedback.give', { subject, isUseful, comment })
    setError(given.ok ? null : given.error.message)
    if (given.ok) setStage('thanked')
  }

  return (
    <div className={styles.question}>
      {stage === 'asked' && (
        <div className={styles.line}>
          <p>{`C${what.slice(1)} vous a-t-il été utile ?`}</p>
          <Button aria-label={`Oui, ${what} m’a été utile`} onPress={() => give(true)}>
            Oui
          </Button>
          <Button aria-label={`Non, ${what} ne m’a pas été utile`} onPress={() => setStage('commenting')}>
            Non
          </Button>
        </div>
      )}
      {stage === 'commenting' && (
        <>
          <TextArea
            autoFocus
            label="Que manquait-il ? (facultatif)"
            maxLength={1000}
            value={comment}
            onChange={setComment}
          />
          <div className={styles.line}>
            <Button variant="primary" onPress={() => give(false)}>
              Envoyer mon avis
            </Button>
            <Button onPress={() => setStage('asked')}>Annuler</Button>
          </div>
        </>
      )}
      <p role="status">{stage === 'thanked' && 'Merci. Votre avis est gardé et sera transmis.'}</p>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  )
}
