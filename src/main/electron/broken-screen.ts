import { type BrowserWindow, dialog } from 'electron'
import { countRestarts } from './restarts.ts'

/**
 * A screen whose process ends is loaded again: the journal brings the call back at its step. One that keeps ending is
 * loaded again when somebody asks: an empty window says nothing.
 */
export function reopenBrokenScreen(window: BrowserWindow): void {
  const restarts = countRestarts()
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    console.error(`The screen’s process has ended (${reason}).`)
    if (!restarts.mayFollow(Date.now())) {
      const { response } = await dialog.showMessageBox(window, keepsEnding)
      if (window.isDestroyed()) return
      if (response !== again) return window.close()
      restarts.forget()
    }
    window.reload()
  })
}

const again = 0
const keepsEnding = {
  type: 'error' as const,
  message: 'L’écran s’arrête à chaque reprise',
  detail:
    'Chaque réponse donnée et chaque mot enregistré sont gardés sur ce poste ; l’appel en cours reprendra à la même étape. ' +
    'Réessayez. Si cela recommence, prévenez votre responsable.',
  buttons: ['Réessayer', 'Fermer numi Hotliner'],
  defaultId: again,
  cancelId: again,
}
