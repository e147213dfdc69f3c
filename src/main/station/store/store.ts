import { type AgentRepository, agentRepository } from './agents.ts'
import { type AttachmentRepository, attachmentRepository } from './attachments.ts'
import { type CallRepository, callRepository } from './calls.ts'
import { type DamageRepository, damageRepository } from './damage.ts'
import { openDatabase } from './database.ts'
import { type DraftRepository, draftRepository } from './drafts.ts'
import { type EvidenceRepository, evidenceRepository } from './evidence.ts'
import { type FlowRepository, flowRepository } from './flows.ts'
import { type FullCheck, startFullCheck } from './full-check.ts'
import { type HandoverRepository, handoverRepository } from './handovers.ts'
import { type JournalRepository, journalRepository } from './journal.ts'
import { type OutboxRepository, outboxRepository } from './outbox.ts'
import { openPurge, type Purge } from './purge.ts'
import { openSeal, type Seal } from './seal.ts'
import { type ServiceAddressRepository, serviceAddressRepository } from './service-address.ts'
import { type SettingRepository, settingRepository } from './settings.ts'
import { type StatusRepository, statusRepository } from './status.ts'
import { type TicketRepository, ticketRepository } from './tickets.ts'
import { type ValueRepository, valueRepository } from './values.ts'

export interface Store {
  agents: AgentRepository
  attachments: AttachmentRepository
  calls: CallRepository
  damage: DamageRepository
  drafts: DraftRepository
  evidence: EvidenceRepository
  flows: FlowRepository
  handovers: HandoverRepository
  journal: JournalRepository
  outbox: OutboxRepository
  purge: Purge
  /** Nothing personal is read or written before it is unlocked. */
  seal: Seal
  serviceAddress: ServiceAddressRepository
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
  /** Checks the whole database without holding anything up; damage that it finds is then read in `damage`. */
  check(onDamaged: () => void): FullCheck
  close(): void
}

/** Opens the store of a workplace; a repository a noun. */
export function openStore(folder: string): Store {
  const { database, file, suspect, close } = openDatabase(folder)
  const seal = openSeal(database)
  const damage = damageRepository(database, suspect)
  const whole = database.transaction((work: () => unknown) => work())
  const change = <T>(work: () => T): T => whole.immediate(work) as T
  return {
    agents: agentRepository(database),
    attachments: attachmentRepository(database, seal),
    calls: callRepository(database),
    damage,
    drafts: draftRepository(database, seal),
    evidence: evidenceRepository(database),
    flows: flowRepository(database),
    handovers: handoverRepository(database, seal),
    journal: journalRepository(database),
    outbox: outboxRepository(database, seal),
    purge: openPurge(database),
    seal,
    serviceAddress: serviceAddressRepository(database),
    settings: settingRepository(database),
    status: statusRepository(database),
    tickets: ticketRepository(database, seal),
    values: valueRepository(database, seal),
    change,
    note(work) {
      // Not `pragma()`: it makes a statement and an answer of what has none, for every record delivered.
      database.exec('PRAGMA synchronous = NORMAL')
      try {
        return change(work)
      } finally {
        database.exec('PRAGMA synchronous = FULL')
      }
    },
    check: (onDamaged) =>
      startFullCheck(file, () => {
        damage.found()
        onDamaged()
      }),
    close,
  }
}
