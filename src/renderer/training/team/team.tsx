import { callFlowId } from '../../app/call-flow.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Empty } from '../../ui/screen-states.tsx'
import tableStyles from '../../ui/table.module.css'
import { openTrainee } from '../training-state.ts'

/** Who has practised, how much and how well; for trainers. */
export function Team() {
  const trainees = useService('listTrainees', { query: { flowId: callFlowId } })
  return (
    <Answered of={trainees} failure="L’équipe n’a pas pu être lue">
      {({ trainees: all }) =>
        all.length === 0 ? (
          <Empty title="Personne ne s’est encore entraîné">
            <p>Chaque appel d’entraînement terminé est compté ici, avec son score.</p>
          </Empty>
        ) : (
          <div className={tableStyles.scroll}>
            <table className={tableStyles.table}>
              <thead>
                <tr>
                  <th scope="col">Agent</th>
                  <th scope="col">Appels d’entraînement</th>
                  <th scope="col">Score moyen</th>
                  <th scope="col">Dernier</th>
                  <th scope="col">Progression</th>
                </tr>
              </thead>
              <tbody>
                {all.map(({ userId, displayName, practices, score, lastAt }) => (
                  <tr key={userId}>
                    <th scope="row">{displayName}</th>
                    <td className={tableStyles.number}>{practices}</td>
                    <td className={tableStyles.number}>{score} / 100</td>
                    <td className={tableStyles.number}>{formatDayAndHour(lastAt)}</td>
                    <td>
                      <Button
                        aria-label={`Voir la progression de ${displayName}`}
                        onPress={() => openTrainee({ userId, displayName })}
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
    </Answered>
  )
}
