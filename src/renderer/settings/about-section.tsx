import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useAsked } from '../app/asked.ts'
import { callFlowId } from '../app/call-flow.ts'
import { saveFile } from '../app/save-file.ts'
import { useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import { LicenceList } from './licence-list.tsx'
import styles from './settings-screen.module.css'

/** Which program this is, what it is made of, and what to join to a report of trouble. */
export function AboutSection() {
  const { value, error, askAgain } = useAsked('about.read', {})
  const script = useAsked('flows.current', { flowId: callFlowId })
  const [isReading, setIsReading] = useState(false)
  const flow = script.value
  return (
    <Section
      title="À propos"
      aside={
        <div className={styles.actions}>
          <Button onPress={() => setIsReading(true)}>Licences</Button>
          <ReportButton />
        </div>
      }
    >
      {value ? (
        <Details
          rows={[
            ['Version', `numi Hotliner ${value.program.version}`],
            ['Moteur', runtimeWords(value.program)],
            ['Système', value.program.system],
            [
              'Script d’appel',
              flow && `${flow.definition.script.title}, version ${flow.definition.version} (${flow.hash.slice(0, 8)})`,
            ],
          ]}
        />
      ) : error ? (
        <Failed title="La version n’a pas pu être lue" onRetry={() => void askAgain()}>
          {error.message}
        </Failed>
      ) : (
        <Loading />
      )}
      <p className={styles.hint}>
        Le journal technique se joint à un signalement de panne : versions, liaison, ce qui attend, erreurs du poste. Il
        ne contient aucun nom, aucune adresse, aucun mot saisi, aucun mot de passe.
      </p>
      <Dialog title="Licences" isOpen={isReading} onClose={() => setIsReading(false)} width="wide">
        <LicenceList />
      </Dialog>
    </Section>
  )
}

/** Keeps the technical journal as one file, where the person says. */
function ReportButton() {
  const station = useStation()
  const [isBusy, setIsBusy] = useState(false)
  const save = async () => {
    setIsBusy(true)
    const report = await station.ask('about.report', {})
    setIsBusy(false)
    if (!report.ok) return notify('bad', `Le journal n’a pas pu être écrit. ${report.error.message}`)
    const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
    saveFile(`numi journal technique ${day}.txt`, [report.value.text], 'text/plain')
  }
  return (
    <Button isPending={isBusy} onPress={() => void save()}>
      <FileDown aria-hidden="true" />
      Enregistrer le journal technique
    </Button>
  )
}

const runtimeWords = ({ node, electron }: { node: string; electron: string | null }) =>
  electron === null ? `navigateur, Node ${node}` : `Electron ${electron}, Node ${node}`
