import type { ReportSigns } from '#shared/domain/incident-proposal.ts'

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
export interface ProposalTables {
  call_sign: CallSignTable
}
