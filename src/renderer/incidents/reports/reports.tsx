import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { type OpenStanding, type TicketStanding, ticketStanding } from '#shared/domain/ticket.ts'
import { useService } from '../../service/use-service.ts'
import { Section } from '../../ui/section.tsx'
import { useIncidentsPlace } from '../place.ts'
import { ReportList } from './report-list.tsx'
import { standingWords } from './report-words.ts'
import styles from './reports.module.css'

/** "Bugs signalés": every report by where it stands for whoever looks. */
export function Reports() {
  const standing = useIncidentsPlace((state) => state.standing)
  const { data } = useService('countTickets', {})
  const fresh = data?.counts.new
  return (
    <Section
      title="Bugs signalés"
      aside={fresh !== undefined && `${fresh} nouveau${fresh > 1 ? 'x' : ''} signalement${fresh > 1 ? 's' : ''}`}
    >
      <Tabs
        selectedKey={standing}
        onSelectionChange={(key) => useIncidentsPlace.setState({ standing: key as TicketStanding })}
        className={styles.tabs ?? ''}
      >
        <TabList aria-label="Signalements" className={styles.list ?? ''}>
          {ticketStanding.options.map((id) => (
            <Tab key={id} id={id} className={styles.tab ?? ''}>
              {standingWords[id]}
              {data && id !== 'closed' && <span className={styles.count}>{data.counts[id as OpenStanding]}</span>}
            </Tab>
          ))}
        </TabList>
        {ticketStanding.options.map((id) => (
          <TabPanel key={id} id={id} className={styles.panel ?? ''}>
            <ReportList standing={id} />
          </TabPanel>
        ))}
      </Tabs>
    </Section>
  )
}
