import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../../app/save-file.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.ts'

/** Keeps the post-mortem as a Markdown file. */
export function ExportButton({ incidentId }: { incidentId: string }) {
  const station = useStation()
  const [isBusy, setIsBusy] = useState(false)
  const save = async () => {
    setIsBusy(true)
    const file = await station.ask('service.file', { operation: 'exportPostMortem', params: { id: incidentId } })
    setIsBusy(false)
    if (!file.ok) {
      notify('bad', file.error.message)
      return
    }
    const bytes = Uint8Array.from(atob(file.value.bytes), (character) => character.charCodeAt(0))
    saveFile(`post-mortem-${incidentId.slice(-8)}.md`, [bytes], 'text/markdown')
  }
  return (
    <Button onPress={() => void save()} isPending={isBusy}>
      <Download aria-hidden="true" />
      Exporter en Markdown
    </Button>
  )
}
