import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog, ipcMain } from 'electron'
import { type Outcome, type WindowAsk, windowAsk } from '#shared/contracts/window.ts'
import type { UpdateWatch } from './updates.ts'
import { isScreenOf, tellWindow } from './window-line.ts'

/** Does what a window's own screen asks: nothing else is heard, and every file goes where the person says. */
export function answerWindow(window: BrowserWindow, updates: Promise<UpdateWatch>): void {
  const { webContents } = window
  ipcMain.on('numi:ask', async ({ senderFrame }, data) => {
    const asked = isScreenOf(webContents, senderFrame) ? windowAsk.safeParse(data) : null
    if (!asked?.success) return
    const outcome = await answer(window, asked.data, await updates)
    if (!webContents.isDestroyed()) tellWindow(webContents, { type: 'numi:answer', id: asked.data.id, outcome })
  })
}

async function answer(window: BrowserWindow, asked: WindowAsk, updates: UpdateWatch): Promise<Outcome> {
  switch (asked.ask) {
    case 'save-pdf':
      return savePdf(window, asked.name)
    case 'follow-updates':
      tellWindow(window.webContents, { type: 'numi:updates', updates: updates.now() })
      return 'done'
    case 'check-updates':
      return updates.check()
    case 'install-update':
      return updates.install()
  }
}

async function savePdf(window: BrowserWindow, name: string): Promise<Outcome> {
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
