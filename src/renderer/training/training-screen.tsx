import { useState } from 'react'
import { proposed } from '#shared/training/coverage.ts'
import { callFlowId } from '../app/call-flow.ts'
import { useAgent } from '../app/station-store.tsx'
import { useService } from '../service/use-service.ts'
import { Screen } from '../ui/screen.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { useKeptPractices } from './debrief/kept-practices.ts'
import { PracticeDebrief } from './debrief/practice-debrief.tsx'
import { PracticeReview } from './debrief/practice-review.tsx'
import { ScenarioForm } from './edit/scenario-form.tsx'
import { PracticeCall } from './practice/practice-call.tsx'
import { ReadReplay } from './replay/read-replay.tsx'
import { ReplayScreen } from './replay/replay-screen.tsx'
import { WhatIfEnd } from './replay/what-if-end.tsx'
import { TraineePage } from './team/trainee-page.tsx'
import { TrainingHome } from './training-home.tsx'
import {
  closeEditing,
  closeReplaying,
  closeSession,
  openReviewing,
  openTrainee,
  openTrainingOf,
  useTraining,
} from './training-state.ts'
import { type Library, useLibrary } from './use-library.ts'
import { usePractise } from './use-practise.ts'

/** Where hotliners practise calls on scripted callers, and trainers prepare and follow them. */
export default function TrainingScreen() {
  const { library, error, askAgain } = useLibrary()
  if (library) return <Training library={library} />
  return (
    <Screen title="Entraînement">
      {error ? (
        <Failed title="Les scénarios n’ont pas pu être lus" onRetry={askAgain}>
          <p>{error}</p>
        </Failed>
      ) : (
        <Loading />
      )}
    </Screen>
  )
}

function Training({ library }: { library: Library }) {
  const { id } = useAgent()
  useState(() => openTrainingOf(id))
  const practise = usePractise(library)
  const practices = useService('listPractices', { query: { flowId: callFlowId } })
  useKeptPractices(() => void practices.refetch())
  const session = useTraining((training) => training.session)
  const [isEnded, setIsEnded] = useState(session !== null && session.station.call.endedAt !== null)
  const done = new Set(Object.keys(practices.data?.branches ?? {}))
  const next = proposed(library.scenarios, done, practices.data?.practices ?? [])

  const leave = () => {
    setIsEnded(false)
    closeSession()
  }
  const start: typeof practise = (scenario, options) => {
    setIsEnded(false)
    practise(scenario, options)
  }
  const { replaying, editing, trainee, reviewing } = useTraining()
  if (session?.whatIf && isEnded)
    return (
      <ReadReplay callId={session.whatIf.callId} onClose={leave}>
        {(replay) => <WhatIfEnd session={session} replay={replay} onBack={leave} />}
      </ReadReplay>
    )
  if (session && isEnded)
    return (
      <PracticeDebrief
        key={session.station.call.id}
        session={session}
        next={next}
        onAgain={() => start(session.station.setting.scenario)}
        onNext={() => next && start(next.scenario)}
        onLeave={leave}
      />
    )
  if (session)
    return (
      <PracticeCall key={session.station.call.id} session={session} onEnd={() => setIsEnded(true)} onAbandon={leave} />
    )
  if (replaying)
    return (
      <ReadReplay key={replaying.callId} callId={replaying.callId} onClose={closeReplaying}>
        {(replay) => <ReplayScreen library={library} replay={replay} from={replaying.length} />}
      </ReadReplay>
    )
  if (reviewing) return <PracticeReview library={library} practiceId={reviewing} onLeave={() => openReviewing(null)} />
  if (trainee)
    return <TraineePage key={trainee.userId} library={library} {...trainee} onLeave={() => openTrainee(null)} />
  if (editing)
    return (
      <ScenarioForm
        key={editing.from}
        library={library}
        {...editing}
        saved={library.saved.get(editing.scenario.id) ?? null}
        onLeave={closeEditing}
      />
    )
  return <TrainingHome library={library} practices={practices} next={next} onPractise={start} />
}
