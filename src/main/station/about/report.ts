import { statfsSync } from 'node:fs'
import type { Workplace } from '../workplace.ts'
import { waitsFor } from './move.ts'
import { program } from './program.ts'

/**
 * What somebody who helps from afar needs to know of this workplace, as one text: the program, the system, what waits,
 * and the technical journal. Nobody's name, address, words or token is in it, nor the folder's name, which is often
 * somebody's.
 */
export function technicalReport(workplace: Workplace, dataDir: string): string {
  const { store, journal, address, state } = workplace
  const { calls, deliveries } = waitsFor(workplace)
  const { link, outbox, platform, damage } = state()
  const rows = [
    ['numi Hotliner', program.version],
    ['Écran', program.electron === null ? 'navigateur' : `Electron ${program.electron}`],
    ['Node', program.node],
    ['Système', program.system],
    ['Fait le', new Date().toISOString()],
    ['Service', address.now()],
    ['Liaison', link],
    ['Statut entendu', platform.isLive ? 'en direct' : platform.status ? 'périmé' : 'jamais'],
    ['Appels à terminer', calls],
    ['Envois non transmis', deliveries],
    ['Envois refusés, de qui est connecté', outbox.refused],
    ['Base', damage ? 'a été endommagée' : 'saine'],
    ['Clé', store.seal.isUnlocked() ? 'présente' : 'perdue'],
    ['Place libre', freeSpace(dataDir)],
    [
      'Script publié',
      [...workplace.flows.publishedIds()].map((id) => `${id} ${workplace.flows.published(id)}`).join(', ') || 'aucun',
    ],
  ]
  return [
    'Journal technique de numi Hotliner : aucune donnée de client ni d’agent, aucun jeton.',
    '',
    ...rows.map(([term, value]) => `${term} : ${value}`),
    '',
    ...journal.lines(),
    '',
  ].join('\n')
}

/** "12 Go" */
function freeSpace(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return `${Math.floor((bavail * bsize) / 1e9)} Go`
  } catch {
    return 'inconnue'
  }
}
