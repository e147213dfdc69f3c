import { useMemo } from 'react'
import { type CompiledFlow, compile, FlowError } from '#shared/flow/compile.ts'
import { ScenarioError } from '#shared/flow/rehearsal.ts'
import { FoldError } from '#shared/flow/replay.ts'
import { type Judgement, judgePractice } from '#shared/training/judgement.ts'
import type { Practice } from '#shared/training/practice.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Screen } from '../../ui/screen.tsx'
import { Failed, Loading } from '../../ui/screen-states.tsx'
import type { Library } from '../use-library.ts'
import { Debrief } from './debrief.tsx'

interface PracticeReviewProps {
  library: Library
  practiceId: string
  onLeave: () => void
}

/** How an earlier practised call went, on the version of the script that it was led with. */
export function PracticeReview({ library, practiceId, onLeave }: PracticeReviewProps) {
  const read = useService('readPractice', { params: { id: practiceId } })
  const practice = read.data?.id === practiceId ? read.data : undefined
  return (
    <Screen
      title={practice ? `Bilan : ${practice.scenario.title}` : 'Bilan'}
      isWide
      intro={practice && `ENTRAÎNEMENT du ${formatDayAndHour(practice.startedAt)}`}
      actions={<Button onPress={onLeave}>Revenir</Button>}
    >
      <Answered of={{ ...read, data: practice }} failure="Cet entraînement n’a pas pu être lu">
        {(found) =>
          found.flowHash === library.flowHash ? (
            <Judged practice={found} library={library} flow={library.flow} />
          ) : (
            <OnItsScript practice={found} library={library} />
          )
        }
      </Answered>
    </Screen>
  )
}

function OnItsScript({ practice, library }: { practice: Practice; library: Library }) {
  const read = useService('readFlowDefinition', { params: { hash: practice.flowHash } })
  const flow = useMemo(() => {
    try {
      return read.data && compile(read.data)
    } catch (error) {
      if (!(error instanceof FlowError)) throw error
      return undefined
    }
  }, [read.data])
  if (read.isPending) return <Loading />
  if (!flow)
    return (
      <Failed title="Ce bilan ne peut plus être montré">
        <p>La version du script de cet entraînement n’est plus connue du service. Son score reste compté.</p>
      </Failed>
    )
  return <Judged practice={practice} library={library} flow={flow} />
}

function Judged({ practice, library, flow }: { practice: Practice; library: Library; flow: CompiledFlow }) {
  const judgement = useMemo(() => judgementOf(practice, library, flow), [practice, library, flow])
  if ('why' in judgement)
    return (
      <Failed title="Ce bilan ne peut plus être montré">
        <p>{judgement.why}</p>
      </Failed>
    )
  return (
    <Debrief
      flow={flow}
      scenario={practice.scenario}
      // Its points are those that were given then.
      judgement={{ ...judgement, marks: practice.marks }}
      durationMs={practice.journal.at(-1)?.elapsedMs ?? 0}
    />
  )
}

function judgementOf(practice: Practice, { callers }: Library, flow: CompiledFlow): Judgement | { why: string } {
  try {
    return judgePractice(flow, { ...practice, words: callers.words })
  } catch (error) {
    if (!(error instanceof ScenarioError || error instanceof FoldError)) throw error
    return { why: error.message }
  }
}
