import type { FlowVersion as CallVersion } from '#shared/domain/call-log.ts'
import type { FlowComparison } from '#shared/domain/flow-comparison.ts'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { periodWords } from '../period/period.ts'
import { showComparison, useScriptPlace } from '../script/place.ts'
import { ScriptTabs } from '../script/script-tabs.tsx'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { Select } from '../ui/select.tsx'
import { AskComparison } from './ask-comparison.tsx'
import styles from './comparison.module.css'
import { Comparison } from './comparison.tsx'
import { shortName, versionChoices } from './version-choices.ts'

/** Two versions of a script over the calls of a period: which would have gone elsewhere, where, and to what effect. */
export default function ComparisonPage({ flowId }: { flowId: string }) {
  const written = useService('listFlowVersions', { query: { flowId } })
  const led = useService('readCallChoices', {})
  return (
    <Screen
      title="Comparer deux versions"
      isWide
      intro="Chaque appel enregistré est mené par les deux versions, avec les réponses qui y ont été données."
    >
      <ScriptTabs>
        <Answered of={written} failure="Les versions n’ont pas pu être lues">
          {({ versions }) => (
            <Answered of={led} failure="Les versions des appels n’ont pas pu être lues">
              {({ flows }) => <Comparisons flowId={flowId} versions={versions} flows={flows} />}
            </Answered>
          )}
        </Answered>
      </ScriptTabs>
    </Screen>
  )
}

interface ComparisonsProps {
  flowId: string
  versions: readonly FlowVersion[]
  flows: readonly CallVersion[]
}

function Comparisons({ flowId, versions, flows }: ComparisonsProps) {
  const asked = useService('listFlowComparisons', { query: { flowId } })
  const chosen = useScriptPlace(({ comparisonId }) => comparisonId)
  const choices = versionChoices(flowId, versions, flows)
  if (Object.keys(choices).length < 2)
    return (
      <Empty title="Il n’y a pas encore deux versions à comparer">
        <p>Proposez une version : elle pourra être comparée à celle des postes, sur les appels déjà passés.</p>
      </Empty>
    )
  return (
    <div className={styles.page}>
      <Answered of={asked} failure="Les comparaisons n’ont pas pu être lues">
        {({ comparisons }) => {
          const shown = comparisons.find(({ id }) => id === chosen) ?? comparisons[0]
          return (
            <>
              <AskComparison
                choices={choices}
                versions={versions}
                isRunning={comparisons.some(({ state }) => state === 'running')}
              />
              {shown && comparisons.length > 1 && (
                <Select
                  label="Comparaison montrée"
                  words={Object.fromEntries(comparisons.map((one) => [one.id, askedWords(choices, one)]))}
                  value={shown.id}
                  onChange={showComparison}
                />
              )}
              {shown ? (
                <Comparison key={shown.id} asked={shown} title={askedWords(choices, shown)} />
              ) : (
                <Empty title="Rien n’a encore été comparé">
                  <p>Choisissez deux versions et une période : aucun appel n’est changé, et nul ne s’y reconnaît.</p>
                </Empty>
              )}
            </>
          )
        }}
      </Answered>
    </div>
  )
}

const askedWords = (
  choices: Readonly<Record<string, string>>,
  { beforeHash, afterHash, from, to, startedAt }: FlowComparison,
): string =>
  `${shortName(choices, beforeHash)} → ${shortName(choices, afterHash).toLowerCase()}, ${periodWords({ from, to })} (demandée le ${formatDayAndHour(startedAt)})`
