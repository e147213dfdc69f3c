import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog, ipcMain } from 'electron'
import { type Saved, windowAsk } from '#shared/contracts/window.ts'
import { isScreenOf, tellWindow } from './window-line.ts'

/** Does what a window's own screen asks: nothing else is heard, and every file goes where the person says. */
export function answerWindow(window: BrowserWindow): void {
  const { webContents } = window
  ipcMain.on('numi:ask', async ({ senderFrame }, data) => {
    const asked = isScreenOf(webContents, senderFrame) ? windowAsk.safeParse(data) : null
    if (!asked?.success) return
    const outcome = await savePdf(window, asked.data.name)
    if (!webContents.isDestroyed()) tellWindow(webContents, { type: 'numi:answer', id: asked.data.id, outcome })
  })
}

async function savePdf(window: BrowserWindow, name: string): Promise<Saved> {
  try {
    const pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: `${name}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    if (!filePath) return 'cancelled'
    await writeFile(filePath, pdf)
    return 'saved'
  } catch (error) {
    console.error('The window could not be kept as a PDF file.', error)
    return 'failed'
  }
}
