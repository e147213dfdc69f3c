import { isAmong, movers } from '#shared/domain/user.ts'
import { StationFailure } from '../failure.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'
import { readLicences } from './licences.ts'
import { moveTo, waitsFor } from './move.ts'
import { program } from './program.ts'
import { technicalReport } from './report.ts'

export function aboutHandlers(workplace: Workplace): HandlersOf<'about'> {
  const { address, dataDir, licenceFiles } = workplace
  return {
    'about.read': () => ({ program, address: address.now(), waits: waitsFor(workplace) }),
    'about.changeAddress': async ({ address: typed }, { role }) => {
      if (!isAmong(movers, role))
        throw new StationFailure('refused', 'Seul un superviseur ou un administrateur change l’adresse du service.')
      await moveTo(typed, workplace)
      return {}
    },
    'about.licences': () => ({ licences: readLicences(licenceFiles) }),
    'about.report': () => ({ text: technicalReport(workplace, dataDir) }),
  }
}
