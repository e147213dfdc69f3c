import type { Incident } from '#shared/domain/incident.ts'
import type { Service } from '#shared/domain/service.ts'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { incidentRows, kindWords, markOf } from '../incident-words.ts'
import { NextStage } from '../page/next-stage.tsx'
import { openIncident } from '../place.ts'
import { useMayAct } from '../use-may-act.ts'
import { useNow } from '../use-now.ts'
import styles from './incident-card.module.css'

/** An incident as the source's dashboard draws it, and what the timeline expects of it next. */
export function IncidentCard({ incident, services }: { incident: Incident; services: readonly Service[] }) {
  const mayAct = useMayAct()
  const now = useNow()
  const story = useService('readTimeline', { params: { id: incident.id } }, mayAct)
  const mark = markOf(incident)
  return (
    <article className={`${styles.card} ${styles[mark]}`} aria-labelledby={`incident-${incident.id}`}>
      <div className={styles.head}>
        <h3 id={`incident-${incident.id}`} className={styles.title}>
          <StatusMark level={mark}>{kindWords(incident)}</StatusMark>
          <span>{incident.nature}</span>
        </h3>
        {story.data && <NextStage stages={story.data.stages} now={now} />}
      </div>
      <Details rows={incidentRows(incident, services, now)} />
      <div className={styles.actions}>
        <Button onPress={() => openIncident(incident.id)}>Voir détails</Button>
        {mayAct && <Button onPress={() => openIncident(incident.id, 'update')}>Mettre à jour</Button>}
      </div>
    </article>
  )
}
