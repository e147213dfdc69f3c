import { useState } from 'react'
import { readPlatform } from '#shared/domain/platform.ts'
import { goTo } from '../app/navigation.ts'
import { useStationState } from '../app/station-store.tsx'
import { OwnFeedback } from '../feedback/own-feedback.tsx'
import { matches } from '../ui/accents.ts'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type Article, answerWords, articles } from './articles.ts'
import styles from './help-screen.module.css'
import { UsefulQuestion } from './useful-question.tsx'

/** The hotliners' FAQ: found without accents, and asked whether it helped. */
export default function HelpScreen() {
  const [query, setQuery] = useState('')
  const found = articles.filter(({ question, answer }) => matches(`${question} ${answer}`, query))
  return (
    <Screen title="FAQ incidents techniques" asideLabel="Vos remarques" aside={<OwnFeedback />}>
      <div className={styles.search}>
        <TextField label="Chercher dans la FAQ" type="search" value={query} onChange={setQuery} />
        <p role="status">{`${found.length} question${found.length > 1 ? 's' : ''}`}</p>
      </div>
      {found.length === 0 && (
        <Empty title="Aucune question ne contient ces mots">
          <Button onPress={() => setQuery('')}>Voir toutes les questions</Button>
        </Empty>
      )}
      <ul className={styles.articles}>
        {found.map((article) => (
          <li key={article.id}>
            <ArticleView article={article} />
          </li>
        ))}
      </ul>
    </Screen>
  )
}

function ArticleView({ article }: { article: Article }) {
  const estimatedEnd = useStationState((state) => readPlatform(state.platform).values['incident.estimatedEnd'])
  return (
    <article className={styles.article} aria-labelledby={`faq-${article.id}`}>
      <h2 id={`faq-${article.id}`} className={styles.question}>
        {article.question}
      </h2>
      <p className={styles.answer}>{answerWords(article, estimatedEnd)}</p>
      {article.id === '1' && (
        <div>
          <Button onPress={() => goTo('status')}>Ouvrir le statut</Button>
        </div>
      )}
      <UsefulQuestion subject={`faq:${article.id}`} />
    </article>
  )
}
