import { type AgentRepository, agentRepository } from './agents.ts'
import { type AttachmentRepository, attachmentRepository } from './attachments.ts'
import { type CallRepository, callRepository } from './calls.ts'
import { openDatabase } from './database.ts'
import { type EvidenceRepository, evidenceRepository } from './evidence.ts'
import { type FlowRepository, flowRepository } from './flows.ts'
import { type JournalRepository, journalRepository } from './journal.ts'
import { type OutboxRepository, outboxRepository } from './outbox.ts'
import { type SettingRepository, settingRepository } from './settings.ts'
import { type StatusRepository, statusRepository } from './status.ts'
import { type TicketRepository, ticketRepository } from './tickets.ts'
import { type ValueRepository, valueRepository } from './values.ts'

export interface Store {
  agents: AgentRepository
  attachments: AttachmentRepository
  calls: CallRepository
  evidence: EvidenceRepository
  flows: FlowRepository
  journal: JournalRepository
  outbox: OutboxRepository
  settings: SettingRepository
  status: StatusRepository
  tickets: TicketRepository
  values: ValueRepository
  /** Runs a change whole or not at all; on disk when it returns. Takes the write lock first, so what it reads holds. */
  change<T>(work: () => T): T
  /**
   * As `change`, but the disk is not waited for: a crash of this program takes nothing back, a power cut may, until the
   * next `change`. Only for what would then be learnt again, as that a row was delivered.
   */
  note<T>(work: () => T): T
  close(): void
}

/** Opens the store of a workplace; a repository a noun. */
export function openStore(folder: string): Store {
  const { database, close } = openDatabase(folder)
  return {
    agents: agentRepository(database),
    attachments: attachmentRepository(database),
    calls: callRepository(database),
    evidence: evidenceRepository(database),
    flows: flowRepository(database),
    journal: journalRepository(database),
    outbox: outboxRepository(database),
    settings: settingRepository(database),
    status: statusRepository(database),
    tickets: ticketRepository(database),
    values: valueRepository(database),
    change: (work) => database.transaction(work).immediate(),
    note(work) {
      database.pragma('synchronous = NORMAL')
      try {
        return database.transaction(work).immediate()
      } finally {
        database.pragma('synchronous = FULL')
      }
    },
    close,
  }
}
