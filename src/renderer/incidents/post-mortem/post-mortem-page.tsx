import { ArrowLeft } from 'lucide-react'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { useIncident } from '../page/use-incident.ts'
import { openIncident } from '../place.ts'
import { useMayAct } from '../use-may-act.ts'
import { ExportButton } from './export-button.tsx'
import { PostMortemEditor } from './post-mortem-editor.tsx'
import { PostMortemText } from './post-mortem-text.tsx'
import { Versions } from './versions.tsx'

/** "POST-MORTEM (J+1)": the team writes it from the timeline; everyone else reads what was published. */
export function PostMortemPage({ id }: { id: string }) {
  const { incident } = useIncident(id)
  const mayAct = useMayAct()
  const read = useService('readPostMortem', { params: { id } })
  const isNone = !mayAct && read.error?.code === 'not-found'
  return (
    <Screen
      title={`Post-mortem : ${incident?.number ?? incident?.nature ?? ''}`}
      actions={
        <div>
          {read.data && <ExportButton incidentId={id} />}{' '}
          <Button onPress={() => openIncident(id)}>
            <ArrowLeft aria-hidden="true" />
            L’incident
          </Button>
        </div>
      }
      {...(mayAct && { asideLabel: 'Versions', aside: <Versions id={id} /> })}
    >
      {isNone ? (
        <Empty title="Aucun post-mortem n’est publié pour l’instant." />
      ) : (
        <Answered of={read} failure="Le post-mortem n’a pas pu être lu">
          {(postMortem) =>
            mayAct ? <PostMortemEditor id={id} last={postMortem} /> : <PostMortemText postMortem={postMortem} />
          }
        </Answered>
      )}
    </Screen>
  )
}
