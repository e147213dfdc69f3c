import { durationWords } from '#shared/domain/duration.ts'
import { proposed } from '#shared/training/coverage.ts'
import type { PracticeSummary } from '#shared/training/practice.ts'
import { callFlowId } from '../../app/call-flow.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Screen } from '../../ui/screen.tsx'
import { Section } from '../../ui/section.tsx'
import tableStyles from '../../ui/table.module.css'
import { Progress } from '../progress/progress.tsx'
import { openReviewing } from '../training-state.ts'
import type { Library } from '../use-library.ts'

interface TraineePageProps {
  library: Library
  userId: string
  displayName: string
  onLeave: () => void
}

/** What one agent has practised, call by call and drawn on the script; for trainers. */
export function TraineePage({ library, userId, displayName, onLeave }: TraineePageProps) {
  const read = useService('listPractices', { query: { flowId: callFlowId, userId } })
  return (
    <Screen
      title={`Progression de ${displayName}`}
      isWide
      actions={<Button onPress={onLeave}>Revenir à l’équipe</Button>}
    >
      <Answered of={read} failure="Cette progression n’a pas pu être lue">
        {({ practices, branches }) => (
          <>
            <Progress
              library={library}
              branches={branches}
              next={proposed(library.scenarios, new Set(Object.keys(branches)), practices)}
            />
            <Section title="Appels d’entraînement">
              <Practices practices={practices} />
            </Section>
          </>
        )}
      </Answered>
    </Screen>
  )
}

function Practices({ practices }: { practices: readonly PracticeSummary[] }) {
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">Commencé</th>
            <th scope="col">Scénario</th>
            <th scope="col">Durée</th>
            <th scope="col">Score</th>
            <th scope="col">Bilan</th>
          </tr>
        </thead>
        <tbody>
          {practices.map(({ id, startedAt, title, durationMs, score }) => (
            <tr key={id}>
              <th scope="row" className={tableStyles.number}>
                {formatDayAndHour(startedAt)}
              </th>
              <td>{title}</td>
              <td className={tableStyles.number}>{durationWords(durationMs)}</td>
              <td className={tableStyles.number}>{score} / 100</td>
              <td>
                <Button
                  aria-label={`Voir le bilan de « ${title} », ${formatDayAndHour(startedAt)}`}
                  onPress={() => openReviewing(id)}
                >
                  Voir
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
