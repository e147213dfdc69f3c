import type { StationOutput } from '#shared/contracts/station.ts'
import type { Mended } from '../script/place.ts'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { Screen } from '../ui/screen.tsx'
import { EditorPage } from './editor-page.tsx'

interface OpenedEditorProps {
  /** What the workplace starts its calls with. */
  current: StationOutput<'flows.current'>
  /** A version that was sent back to be mended; null: a new one is written from the current one. */
  mends: Mended | null
}

/** The editor on what it begins with. */
export default function OpenedEditor({ current, mends }: OpenedEditorProps) {
  if (mends) return <Mending mends={mends} />
  const { hash, definition } = current
  return <EditorPage start={{ base: definition, baseHash: hash, definition, note: '', mends: null }} />
}

function Mending({ mends: { id, revision, hash, baseHash } }: { mends: Mended }) {
  const written = useService('readFlowDefinition', { params: { hash } })
  const base = useService('readFlowDefinition', { params: { hash: baseHash } })
  // What is shown while another version is asked for is not what is to be mended.
  if (written.data && base.data && !written.isPlaceholderData && !base.isPlaceholderData)
    return (
      <EditorPage start={{ base: base.data, baseHash, definition: written.data, note: '', mends: { id, revision } }} />
    )
  return (
    <Screen title="Modifier le script">
      <Answered of={written.data ? base : written} failure="La version à reprendre n’a pas pu être lue">
        {() => null}
      </Answered>
    </Screen>
  )
}
