import type { Ref } from 'react'
import { Section } from '../ui/section.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { useCall } from './use-call.tsx'
import { maxLengthOf } from './value-limits.ts'

/** The agent's notes: kept as they are typed, and part of the ticket. */
export function NotesPanel({ areaRef }: { areaRef: Ref<HTMLTextAreaElement> }) {
  const { player, state, canWrite } = useCall()
  return (
    <Section title="Notes">
      <TextArea
        label="Notes du hotliner"
        isLabelHidden
        rows={2}
        isReadOnly={!canWrite}
        maxLength={maxLengthOf('notes')}
        value={state.values.notes ?? ''}
        onChange={(text) => player.setValue('notes', text)}
        areaRef={areaRef}
      />
    </Section>
  )
}
