import type { Rules } from '../personal-data/rules.ts'

interface AttachmentTable {
  sha256: string
  type: 'image/png' | 'image/jpeg'
  bytes: number
  content: Buffer
  /** null: a client, on the portal. */
  created_by: string | null
  created_at: string
}

export interface AttachmentTables {
  attachment: AttachmentTable
}

/** Whose each column is, and how long it is kept. */
export const attachmentRules = {
  attachment: {
    kept: { for: 'as long as its ticket' },
    columns: {
      sha256: 'pseudonym',
      type: 'none',
      bytes: 'none',
      content: 'client',
      created_by: 'pseudonym',
      created_at: 'none',
    },
  },
} as const satisfies Rules<AttachmentTables>
