import { Check, Clock } from 'lucide-react'
import type { GivenFeedback } from '#shared/domain/feedback.ts'
import { useAsked } from '../app/asked.ts'
import { callFlowId } from '../app/call-flow.ts'
import { MorePages } from '../service/more-pages.tsx'
import { useServiceChange } from '../service/use-service.ts'
import { useServicePages } from '../service/use-service-pages.ts'
import { Button } from '../ui/button.tsx'
import { formatDayAndHour } from '../ui/dates.ts'
import { Mark } from '../ui/mark.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import styles from './own-feedback.module.css'
import { subjectWords } from './subject-words.ts'

/** What one said was wrong, and what a trainer made of it; what is new is said to be read. */
export function OwnFeedback() {
  const pages = useServicePages(
    'listOwnFeedback',
    { query: {} },
    (_, after) => ({ query: { after } }),
    ({ next }) => next,
  )
  const { data, error, refetch } = pages
  const see = useServiceChange('seeFeedback', ['listOwnFeedback'])
  const { value: current } = useAsked('flows.current', { flowId: callFlowId })
  const own = data?.pages.flatMap(({ feedback }) => feedback)
  const news = own?.filter(isNews) ?? []
  const unseen = news.map(({ id }) => id)
  const answered = news.filter(({ treatment }) => treatment?.answer).length
  return (
    <Section title="Vos remarques">
      {!own &&
        (error ? (
          <Failed title="Vos remarques n’ont pas pu être lues" onRetry={() => void refetch()}>
            {error.message}
          </Failed>
        ) : (
          <Loading />
        ))}
      {own?.length === 0 && (
        <p className={styles.soft}>
          Pendant un appel, « Cette étape est fausse » le dit aux formateurs. Leur réponse se lit ici.
        </p>
      )}
      {unseen.length > 0 && (
        <div>
          <Button onPress={() => see.mutate({ body: { ids: unseen } })} isPending={see.isPending}>
            {answered === 0 ? 'C’est vu' : answered === 1 ? 'J’ai lu la réponse' : 'J’ai lu les réponses'}
          </Button>
          {see.error && <p role="alert">{see.error.message}</p>}
        </div>
      )}
      <ul className={styles.list}>
        {own?.map((said) => (
          <li key={said.id} className={styles.remark}>
            <p className={styles.subject}>
              {subjectWords({ subject: said.subject, stepId: said.step?.stepId ?? null }, current?.definition ?? null)}
            </p>
            {said.comment && <p>{said.comment}</p>}
            <p className={styles.soft}>{formatDayAndHour(said.at)}</p>
            <Outcome said={said} />
          </li>
        ))}
      </ul>
      <MorePages of={pages} />
    </Section>
  )
}

const isNews = ({ treatment, seenAt }: GivenFeedback) => treatment !== null && seenAt === null

function Outcome({ said }: { said: GivenFeedback }) {
  const { treatment } = said
  if (!treatment)
    return (
      <Mark tone="soft" shape={Clock}>
        Reçue, pas encore traitée
      </Mark>
    )
  return (
    <>
      <Mark tone={isNews(said) ? 'accent' : 'ok'} shape={Check}>
        {!isNews(said) ? 'Traitée' : treatment.answer ? 'Traitée, à lire' : 'Traitée, sans réponse à lire'}
      </Mark>
      {treatment.answer && (
        <p className={styles.answer}>
          {treatment.by.displayName} : « {treatment.answer} »
        </p>
      )}
    </>
  )
}
