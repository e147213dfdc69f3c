import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node, root } from './install.mjs'

/**
 * Whether Electron can be had and shown here, and if not why, in French.
 * @returns {{ path: string, args: string[] } | { missing: string }}
 */
export function findElectron() {
  const isLinux = process.platform === 'linux'
  if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { missing: 'pas d’écran sur cette machine' }
  const path = electronPath()
  if (!path) return { missing: 'Electron n’a pas pu être téléchargé' }
  // Chromium refuses to sandbox itself for root; the renderer's own isolation stays.
  const asRoot = isLinux && process.getuid() === 0 ? ['--no-sandbox'] : []
  return { path, args: ['-r', join(root, 'out/preload/screen-scheme.cjs'), ...asRoot] }
}

function electronPath() {
  const ask = () => {
    const { status, stdout } = spawnSync(node, ['-p', "require('electron')"], {
      cwd: root,
      encoding: 'utf8',
      timeout: 300_000,
    })
    const path = status === 0 ? stdout.trim().split('\n').at(-1) : ''
    return path && existsSync(path) ? path : null
  }
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || existsSync(join(root, 'node_modules/electron/path.txt'))) return ask()
  console.log('Téléchargement d’Electron…')
  return ask()
}
