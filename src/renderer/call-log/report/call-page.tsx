import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { CallReport } from '#shared/domain/call-log.ts'
import { useAgent } from '../../app/station-store.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import tabs from '../../ui/tabs.module.css'
import { CallReviews } from '../reviews/call-reviews.tsx'
import { markWords } from '../reviews/mark-words.ts'
import { seesAll } from '../sees-all.ts'
import styles from './call-page.module.css'
import { CallPath } from './call-path.tsx'
import { Dialogue } from './dialogue.tsx'
import { Looks } from './looks.tsx'
import { PlatformThen } from './platform-then.tsx'
import { Summary } from './summary.tsx'

interface CallPageProps {
  callId: string
  onLeave: () => void
  /** Shows what somebody who looked at this call has looked at. */
  onLooker: () => void
}

/** One call that is over, told whole. Reading it is itself on record. */
export function CallPage({ callId, onLeave, onLooker }: CallPageProps) {
  const read = useService('readCall', { params: { id: callId } })
  const report = read.data?.id === callId ? read.data : undefined
  return (
    <Screen
      title={report ? `Appel du ${formatDayAndHour(report.startedAt)}` : 'Appel'}
      isWide
      actions={
        <Button onPress={onLeave}>
          <ArrowLeft aria-hidden="true" />
          Revenir à la liste
        </Button>
      }
      asideLabel="Cet appel"
      aside={report && <Beside report={report} onLooker={onLooker} />}
    >
      <Answered of={{ ...read, data: report }} failure="L’appel n’a pas pu être lu">
        {(call) => <Told report={call} />}
      </Answered>
    </Screen>
  )
}

function Beside({ report, onLooker }: { report: CallReport; onLooker: () => void }) {
  const { role } = useAgent()
  return (
    <div className={styles.beside}>
      <Summary report={report} />
      {report.notes && (
        <Section title="Notes de l’agent">
          <p className={styles.notes}>{report.notes}</p>
        </Section>
      )}
      <PlatformThen platform={report.platform} />
      {seesAll(role) && <Looks callId={report.id} onLooker={onLooker} />}
    </div>
  )
}

const unread = {
  waiting: {
    title: 'Le script de cet appel n’est pas encore connu du service',
    words: 'Son déroulé se lira dès que le poste qui l’a mené l’aura transmis. L’appel lui-même est bien reçu.',
  },
  unreadable: {
    title: 'Le déroulé de cet appel ne peut pas être relu',
    words: 'Ce qu’il contient est gardé tel quel. L’équipe technique peut en retrouver la cause.',
  },
} as const

function Told({ report }: { report: CallReport }) {
  const { role } = useAgent()
  const [view, setView] = useState<'dialogue' | 'path' | 'reviews'>('dialogue')
  if (report.folding !== 'folded') {
    const { title, words } = unread[report.folding]
    return (
      <Empty title={title}>
        <p>{words}</p>
        {report.fault && <p>{report.fault}</p>}
      </Empty>
    )
  }
  return (
    <Tabs selectedKey={view} onSelectionChange={(key) => setView(key as typeof view)} className={tabs.tabs ?? ''}>
      <TabList aria-label="L’appel" className={tabs.list ?? ''}>
        <Tab id="dialogue" className={tabs.tab ?? ''}>
          Ce qui s’est dit
        </Tab>
        <Tab id="path" className={tabs.tab ?? ''}>
          Le parcours dessiné
        </Tab>
        <Tab id="reviews" className={tabs.tab ?? ''}>
          {report.review ? `Évaluation : ${markWords(report.review.mark)}` : 'Évaluation'}
        </Tab>
      </TabList>
      <TabPanel id="dialogue" className={tabs.panel ?? ''}>
        <Dialogue report={report} />
      </TabPanel>
      <TabPanel id="path" className={tabs.panel ?? ''}>
        <CallPath report={report} />
      </TabPanel>
      <TabPanel id="reviews" className={tabs.panel ?? ''}>
        <CallReviews report={report} mayReview={seesAll(role)} />
      </TabPanel>
    </Tabs>
  )
}
