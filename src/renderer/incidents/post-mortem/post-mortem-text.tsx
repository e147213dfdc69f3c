import { type PostMortem, type PostMortemSections, postMortemTitles } from '#shared/domain/post-mortem.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import styles from './post-mortem.module.css'

/** A version as it is read. */
export function PostMortemText({ postMortem }: { postMortem: PostMortem }) {
  return (
    <>
      <p className={styles.standing}>
        Version {postMortem.version}, {postMortem.by}
        {postMortem.publishedAt && `, publiée le ${formatDayAndHour(postMortem.publishedAt)}`}
      </p>
      {(Object.keys(postMortemTitles) as (keyof PostMortemSections)[])
        .filter((key) => postMortem[key] !== '')
        .map((key) => (
          <Section key={key} title={postMortemTitles[key]}>
            <p className={styles.text}>{postMortem[key]}</p>
          </Section>
        ))}
    </>
  )
}
