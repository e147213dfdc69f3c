import type { FlowVersion } from '#shared/domain/flow-version.ts'
import listStyles from '../script/chosen-list.module.css'
import { showVersion, useScriptPlace } from '../script/place.ts'
import { ScriptTabs } from '../script/script-tabs.tsx'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { Mark } from '../ui/mark.tsx'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { VersionDetail } from './version-detail.tsx'
import { standingOf } from './version-words.ts'
import styles from './versions-page.module.css'

/** The versions of a script: what was written, read by another, published, withdrawn; each with what it changes. */
export default function VersionsPage({ flowId }: { flowId: string }) {
  const read = useService('listFlowVersions', { query: { flowId } })
  const chosen = useScriptPlace(({ versionId }) => versionId)
  const versions = read.data?.versions ?? []
  const selected = versions.find(({ id }) => id === chosen) ?? versions[0]
  return (
    <Screen
      title="Versions du script"
      isWide
      intro="Une version est proposée, relue par une autre personne, puis publiée : les appels suivants l’ont, ceux en cours gardent la leur."
    >
      <ScriptTabs>
        <Answered of={read} failure="Les versions n’ont pas pu être lues">
          {({ versions }) =>
            versions.length === 0 ? (
              <Empty title="Aucune version n’a encore été proposée">
                Les postes ont le script livré avec l’application. « Modifier » en écrit une autre.
              </Empty>
            ) : (
              <div className={listStyles.columns}>
                <ol className={listStyles.list} aria-label="Versions">
                  {versions.map((version) => (
                    <li key={version.id}>
                      <Line version={version} isSelected={version.id === selected?.id} />
                    </li>
                  ))}
                </ol>
                {selected && <VersionDetail key={selected.id} version={selected} versions={versions} />}
              </div>
            )
          }
        </Answered>
      </ScriptTabs>
    </Screen>
  )
}

function Line({ version, isSelected }: { version: FlowVersion; isSelected: boolean }) {
  const { tone, shape, words } = standingOf(version)
  return (
    <button type="button" className={listStyles.line} aria-pressed={isSelected} onClick={() => showVersion(version.id)}>
      <span className={styles.number}>Version {version.number}</span>
      <Mark tone={tone} shape={shape}>
        {words}
      </Mark>
      <span className={styles.soft}>
        {version.author.displayName}, {formatDayAndHour(version.submittedAt)}
      </span>
      <span className={styles.note}>{version.note}</span>
    </button>
  )
}
