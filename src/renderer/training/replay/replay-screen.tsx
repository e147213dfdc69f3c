import { recordedScenario } from '#shared/training/recorded-scenario.ts'
import { useAgent } from '../../app/station-store.tsx'
import { useServiceChange } from '../../service/use-service.ts'
import { notify } from '../../ui/notices.ts'
import { closeReplaying, openReplaying, openSession } from '../training-state.ts'
import type { Library } from '../use-library.ts'
import type { OpenedReplay } from './opened-replay.ts'
import { ReplayView } from './replay-view.tsx'
import { whatIf } from './what-if.ts'

interface ReplayScreenProps {
  library: Library
  replay: OpenedReplay
  /** How many records are taken at first. */
  from: number
}

/** A recorded call played again, and what may be made of it: another way, or a scenario. */
export function ReplayScreen({ library, replay, from }: ReplayScreenProps) {
  const agent = useAgent()
  const { mutate, isPending } = useServiceChange('createScenario', ['listScenarios'])
  const { call, flow } = replay
  const isSaved = [...library.saved.keys()].includes(`appel-${call.id}`)

  const save = () =>
    mutate(
      { body: { flowId: call.flowId, scenario: recordedScenario(flow, call) } },
      {
        onSuccess: ({ scenario }) =>
          notify('done', `Scénario enregistré : ${scenario.title}. Ses mots se corrigent dans les scénarios.`),
        onError: ({ message }) => notify('bad', `Le scénario n’a pas été enregistré. ${message}`),
      },
    )
  return (
    <ReplayView
      replay={replay}
      from={from}
      onSave={isSaved || isPending ? null : save}
      onClose={closeReplaying}
      onWhatIf={(length, answerId) => {
        openReplaying({ callId: call.id, length })
        openSession({
          station: whatIf(replay, length, answerId, { callers: library.callers, agent }),
          title: 'Et si… : suite d’un appel enregistré',
          whatIf: { callId: call.id, length },
        })
      }}
    />
  )
}
