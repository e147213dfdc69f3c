import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { useStation } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'
import { type CallSearch, callSearch } from '../search.ts'

const view = z.object({ name: z.string(), search: callSearch })
export type SavedView = z.infer<typeof view>

/** What a workplace keeps under one setting (contracts/station.ts). */
const settingKey = 'callLog.views'
const settingLength = 4000

/** The searches that whoever is signed in gave a name to, kept on this workplace for them alone. */
export function useSavedViews() {
  const station = useStation()
  const [views, setViews] = useState<readonly SavedView[]>([])
  useEffect(() => {
    let isShown = true
    void station.ask('settings.read', {}).then((read) => {
      if (isShown && read.ok) setViews(parsed(read.value.settings[settingKey]))
    })
    return () => {
      isShown = false
    }
  }, [station])

  const keep = useCallback(
    async (next: readonly SavedView[]) => {
      const value = JSON.stringify(next)
      if (value.length > settingLength)
        return notify('bad', 'Ce poste ne garde pas plus de vues. Supprimez-en une, puis réessayez.')
      setViews(next)
      const written = await station.ask('settings.write', { key: settingKey, value })
      if (!written.ok)
        notify('bad', `Cette vue vaut jusqu’à la fermeture, mais n’a pas pu être gardée. ${written.error.message}`)
    },
    [station],
  )
  return {
    views,
    /** One of the same name is replaced. */
    save: (name: string, search: CallSearch) => keep([...views.filter((one) => one.name !== name), { name, search }]),
    forget: (name: string) => keep(views.filter((one) => one.name !== name)),
  }
}

function parsed(text: string | undefined): SavedView[] {
  try {
    return z
      .array(view)
      .catch([])
      .parse(JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}
