import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { ChangeList } from '../script-editor/changes/change-list.tsx'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { Details } from '../ui/details.tsx'
import { Mark } from '../ui/mark.tsx'
import { Section } from '../ui/section.tsx'
import { VersionActs } from './version-acts.tsx'
import { standingOf } from './version-words.ts'
import styles from './versions-page.module.css'

interface VersionDetailProps {
  version: FlowVersion
  /** Every version of this script. */
  versions: readonly FlowVersion[]
}

/** One version: who wrote and read it, what it changes, and what can be done with it. */
export function VersionDetail({ version, versions }: VersionDetailProps) {
  const { tone, shape, words } = standingOf(version)
  const current = versions.find(({ isCurrent }) => isCurrent)
  return (
    <article className={styles.detail} aria-label={`Version ${version.number}`}>
      <div className={styles.head}>
        <h2 className={styles.title}>Version {version.number}</h2>
        <Mark tone={tone} shape={shape}>
          {words}
        </Mark>
      </div>
      <Details
        rows={[
          ['Écrite par', `${version.author.displayName}, ${formatDayAndHour(version.submittedAt)}`],
          ['Pourquoi', version.note],
          ['Relue par', reviewWords(version)],
          ...(version.remark ? ([['Remarque', version.remark]] as const) : []),
          [
            'Publiée',
            version.publications.map(({ at, by }) => `${formatDayAndHour(at)} par ${by.displayName}`).join(' ; '),
          ],
        ]}
      />
      <Section title="Ce qu’elle change">
        <Changes before={version.baseHash} after={version.hash} />
      </Section>
      {current && current.id !== version.id && current.hash !== version.baseHash && (
        <Section title={`Par rapport à la version ${current.number}, sur les postes aujourd’hui`}>
          <Changes before={current.hash} after={version.hash} />
        </Section>
      )}
      <VersionActs version={version} current={current ?? null} />
    </article>
  )
}

function reviewWords({ reviewer, reviewedAt, state }: FlowVersion): string {
  if (!reviewedAt) return 'personne encore'
  if (reviewer) return `${reviewer.displayName}, ${formatDayAndHour(reviewedAt)}`
  return state === 'draft' ? `rendue à son auteur le ${formatDayAndHour(reviewedAt)}` : ''
}

function Changes({ before, after }: { before: string; after: string }) {
  const was = useService('readFlowDefinition', { params: { hash: before } })
  const is = useService('readFlowDefinition', { params: { hash: after } })
  return (
    <Answered of={was} failure="La version de départ n’a pas pu être lue">
      {(one) => (
        <Answered of={is} failure="La version n’a pas pu être lue">
          {(other) => <ChangeList before={one} after={other} />}
        </Answered>
      )}
    </Answered>
  )
}
