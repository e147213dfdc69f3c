import { useCallback } from 'react'
import type { Station } from '#shared/contracts/station.ts'
import { attachmentMaxBytes, mostAttachments } from '#shared/domain/attachment.ts'
import { useStation } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'
import type { Player } from '../player.ts'
import { useCall } from '../use-call.tsx'
import { attach } from './kept-screenshots.ts'

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}

/** Adds one file; null, or why not, in French. */
async function add(station: Station, { store }: Player, file: File): Promise<string | null> {
  if (store.getState().attachments.length >= mostAttachments)
    return `Un ticket porte ${mostAttachments} captures au plus.`
  if (file.size > attachmentMaxBytes) return 'Le fichier dépasse 5 Mo.'
  try {
    const added = await attach(station, store, file.name, await base64Of(file))
    return added.ok ? null : added.error.message
  } catch {
    return 'Le fichier ne peut pas être lu.'
  }
}

/** Adds screenshots one after the other, whatever they come from; each refusal says which file and why. */
export function useAddScreenshots(): (files: Iterable<File>) => Promise<void> {
  const station = useStation()
  const { player } = useCall()
  return useCallback(
    async (files: Iterable<File>) => {
      for (const file of files) {
        const refusal = await add(station, player, file)
        if (refusal) notify('bad', `${file.name} n’a pas été ajouté. ${refusal}`)
      }
    },
    [station, player],
  )
}
