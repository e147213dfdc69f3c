import { goTo } from '../app/navigation.ts'
import { useService } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'

/** Between two calls: that a trainer has treated what one said; nothing while there is no news. */
export function AnsweredRemarks() {
  const { data } = useService('listOwnFeedback', { query: {} })
  const unseen = data?.unseen ?? 0
  if (unseen === 0) return null
  const hasAnswer = data?.feedback.some((said) => said.treatment?.answer && said.seenAt === null)
  return (
    <Section title="Vos remarques">
      <p>{unseen === 1 ? 'Une de vos remarques a été traitée.' : `${unseen} de vos remarques ont été traitées.`}</p>
      <div>
        <Button onPress={() => goTo('help')}>{hasAnswer ? 'Lire la réponse' : 'Voir vos remarques'}</Button>
      </div>
    </Section>
  )
}
