import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

/** The desktop app, driven from its main process too. */
export interface Desktop {
  app: ElectronApplication
  page: Page
}

/** How the app is started here: unpackaged, its scheme declared first; or the package that NUMI_E2E_PACKAGE names. */
export function desktopCommand(): { executablePath: string; args: string[] } {
  const packaged = process.env.NUMI_E2E_PACKAGE
  if (packaged) return { executablePath: packaged, args: ['--no-sandbox'] }
  // Named here: left to find Electron, Playwright has it say that it is not ready when it is.
  const electron = createRequire(import.meta.url)('electron') as string
  return {
    executablePath: electron,
    args: ['-r', join(process.cwd(), 'out/preload/screen-scheme.cjs'), '--no-sandbox', '.'],
  }
}

export const desktopEnv = (apiUrl: string, dataDir: string): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  NUMI_API_URL: apiUrl,
  NUMI_DATA_DIR: dataDir,
})

/** Opens the app on a workplace folder; `more`: further arguments, such as a link. */
export async function openDesktop(apiUrl: string, dataDir: string, ...more: string[]): Promise<Desktop> {
  const { executablePath, args } = desktopCommand()
  const app = await _electron.launch({ executablePath, args: [...args, ...more], env: desktopEnv(apiUrl, dataDir) })
  return { app, page: await app.firstWindow() }
}
