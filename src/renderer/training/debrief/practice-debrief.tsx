import { useEffect, useMemo, useState } from 'react'
import type { PlayableScenario } from '#shared/training/coverage.ts'
import { useStation } from '../../app/station-store.tsx'
import { useMarkedTitle } from '../../app/title.ts'
import { ServiceProblem, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import type { Session } from '../training-state.ts'
import styles from './debrief.module.css'
import { Debrief } from './debrief.tsx'
import { finishedPractice } from './finished-practice.ts'
import { keepPractice } from './kept-practices.ts'

interface PracticeDebriefProps {
  session: Session
  /** What is proposed next; null: there is nothing. */
  next: PlayableScenario | null
  onAgain: () => void
  onNext: () => void
  onLeave: () => void
}

type Recorded = 'recording' | 'recorded' | 'kept' | 'lost'
const recordedWords: Record<Recorded, string> = {
  recording: 'Enregistrement du résultat…',
  recorded: 'Résultat enregistré dans votre progression.',
  kept: 'Le service n’a pas encore pris le résultat : il est gardé sur ce poste et partira de lui-même.',
  lost: 'Le résultat n’a pas pu être gardé : il compte à l’écran seulement.',
}

/** The end of a practised call: how it went, kept in one's progress, and what to practise next. */
export function PracticeDebrief({ session, next, onAgain, onNext, onLeave }: PracticeDebriefProps) {
  const { station: practised } = session
  const station = useStation()
  const { practice, judgement } = useMemo(() => finishedPractice(practised), [practised])
  const { mutateAsync } = useServiceChange('recordPractice', ['listPractices', 'listTrainees'])
  const [recorded, setRecorded] = useState<Recorded>('recording')
  useMarkedTitle('ENTRAÎNEMENT – ')

  useEffect(() => {
    let isShown = true
    const record = async (): Promise<Recorded> => {
      try {
        await mutateAsync({ params: { id: practice.id }, body: practice })
        return 'recorded'
      } catch (error) {
        if (!(error instanceof ServiceProblem)) throw error
        return (await keepPractice(station, practice)) ? 'kept' : 'lost'
      }
    }
    void record().then((outcome) => isShown && setRecorded(outcome))
    return () => {
      isShown = false
    }
  }, [practice, station, mutateAsync])

  return (
    <Screen
      title={`Bilan : ${practised.setting.scenario.title}`}
      isWide
      intro={<p role="status">ENTRAÎNEMENT · aucun ticket, aucun appel réel. {recordedWords[recorded]}</p>}
      actions={
        <div className={styles.actions}>
          <Button onPress={onLeave}>Revenir aux scénarios</Button>
          <Button onPress={onAgain}>Recommencer</Button>
          {next && (
            <Button variant="primary" onPress={onNext}>
              Suivant : {next.scenario.title}
            </Button>
          )}
        </div>
      }
    >
      <Debrief
        flow={practised.setting.flow}
        scenario={practised.setting.scenario}
        judgement={judgement}
        durationMs={practice.journal.at(-1)?.elapsedMs ?? 0}
      />
    </Screen>
  )
}
