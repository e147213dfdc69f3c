import type { ReportSigns } from '#shared/domain/incident-proposal.ts'
import type { Rules } from '../personal-data/rules.ts'

/** What a call under way has learnt of the trouble so far; of use for minutes, and forgotten the day after. */
interface CallSignTable {
  call_id: string
  /** When it last told. */
  at: string
  kind: ReportSigns['kind']
  error_code: string | null
  page: string | null
}

/** The table of what calls under way tell (migration 015). */
/** Alike reports that somebody said are no incident. */
interface ReportDismissalTable {
  signature: string
  at: string
  user_id: string
}

export interface ProposalTables {
  report_dismissal: ReportDismissalTable
  call_sign: CallSignTable
}

/** Whose each column is, and how long it is kept. */
export const proposalRules = {
  report_dismissal: {
    kept: { for: 'ever' },
    columns: {
      signature: 'none',
      at: 'none',
      user_id: 'pseudonym',
    },
  },
  call_sign: {
    kept: { for: 'a few days' },
    columns: { call_id: 'pseudonym', at: 'none', kind: 'none', error_code: 'none', page: 'none' },
  },
} as const satisfies Rules<ProposalTables>
