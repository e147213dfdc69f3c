import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AlertSettings } from './alerts/settings.ts'
import { type Clock, systemClock } from './clock.ts'
import { readTeamSettings, type TeamSettings, teamEnvironment } from './notifications/team/settings.ts'
import type { KeepDays } from './personal-data/rules.ts'
import type { ProposalSettings } from './proposals/proposals.ts'
import { type ServiceSettings, serviceSettings } from './services/settings.ts'

/** Everything the backend reads from outside, once, at start. */
export interface Config {
  host: '127.0.0.1'
  port: number
  /** Key, and the database where it is SQLite; created if missing. */
  dataDir: string
  /** postgres://…: one database for as many processes as wanted; null: SQLite, in the data directory. */
  databaseUrl: string | null
  /** Where clients reach the public pages: the base of the links in emails, without a final slash. */
  publicUrl: string
  /** Where the status page is also written as files, for another web server to serve; null: nowhere. */
  staticDir: string | null
  /** null: emails stay in the outbox (the demonstration shows them). */
  smtpUrl: string | null
  /** Who the emails come from: "numi.support <…@…>". */
  mailFrom: string
  /** The hotline's number as clients dial it; null: emails do not mention it. */
  hotline: string | null
  /** How the technical team is told of an incident. */
  team: TeamSettings
  /** Whether a reverse proxy on this machine tells the caller's address (X-Forwarded-For). */
  isBehindProxy: boolean
  isDemo: boolean
  /** Where the flow is that the demonstration's past calls are led with; null: it has no past. */
  historyFlowsDir: string | null
  /** Services to observe; what is already in the database and not listed here stays. */
  services: readonly ServiceSettings[]
  /** Links and codes are made with it, and so not to be made by whoever holds a copy of the database alone. */
  secret: Buffer
  /** Whoever has it reads `/metrics`; null: this machine alone does. */
  metricsToken: string | null
  /** Made at start when there is no user at all: who lets the others in. */
  firstAdmin: { email: string; password: string } | null
  clock: Clock
  alerts: AlertSettings
  /** When alike reports propose an incident. */
  proposals: ProposalSettings
  /** How long what names somebody is kept, in days. */
  keep: KeepDays
  /** How long a stop may take; what is in hand has until a second before. */
  stopSeconds: number
  /** `warn` in the demonstration, where nobody reads a line an answer. */
  logLevel: (typeof logLevels)[number]
}

const secretBytes = 32
const secretFile = 'secret.key'

const logLevels = ['silent', 'warn', 'info', 'debug'] as const

const keptDays = (usual: number) => z.coerce.number().int().min(1).max(36_500).default(usual)

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4400),
  NUMI_DATA_DIR: z.string().min(1).default('./.data'),
  NUMI_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NUMI_FLOWS_DIR: z.string().min(1).default('flows'),
  /** Served by another web server, it is read when this service is gone. */
  NUMI_STATIC_DIR: z.string().min(1).optional(),
  /** A JSON file: the services to observe, with their probes. */
  NUMI_SERVICES_FILE: z.string().min(1).optional(),
  NUMI_ADMIN_EMAIL: z.email().optional(),
  NUMI_ADMIN_PASSWORD: z.string().min(12).max(200).optional(),
  NUMI_BEHIND_PROXY: z.enum(['0', '1']).default('0'),
  /** 32 bytes in base64, the same for every process on one database; without it, the data directory's own key. */
  NUMI_SECRET: z
    .base64()
    .refine(
      (text) => Buffer.from(text, 'base64').length === secretBytes,
      '32 octets en base64 (openssl rand -base64 32)',
    )
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  NUMI_MAIL_FROM: z.string().min(3).default('numi.support <ne-pas-repondre@numi.support>'),
  NUMI_HOTLINE: z.string().min(3).optional(),
  ...teamEnvironment,
  NUMI_METRICS_TOKEN: z.string().min(16).max(200).optional(),
  NUMI_STOP_SECONDS: z.coerce.number().int().min(2).max(600).default(20),
  NUMI_KEEP_CALLS: keptDays(365),
  NUMI_KEEP_TICKETS: keptDays(730),
  NUMI_KEEP_NOTIFICATIONS: keptDays(365),
  NUMI_KEEP_AUDIT: keptDays(1095),
  NUMI_KEEP_FEEDBACK: keptDays(730),
  NUMI_ALERTMANAGER_TOKEN: z.string().min(16).max(200).optional(),
  NUMI_ALERTMANAGER_LABEL: z.string().min(1).max(100).default('service'),
  NUMI_VALIDATION_MINUTES: z.coerce.number().int().min(1).max(1440).default(10),
  NUMI_PROPOSAL_REPORTS: z.coerce.number().int().min(2).max(1000).default(5),
  NUMI_PROPOSAL_MINUTES: z.coerce.number().int().min(1).max(1440).default(10),
  NUMI_LOG: z.enum(logLevels).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
})

/**
 * Reads the environment and the command line.
 * @throws z.ZodError naming the variable that is wrong; Error, in French, when the kept key is damaged
 */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const read = environment.parse(env)
  const isDemo = args.includes('--demo')
  return {
    host: '127.0.0.1',
    port: read.PORT,
    dataDir: read.NUMI_DATA_DIR,
    databaseUrl: read.DATABASE_URL ?? null,
    publicUrl: (read.NUMI_PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`).replace(/\/+$/, ''),
    staticDir: read.NUMI_STATIC_DIR ?? null,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.NUMI_MAIL_FROM,
    hotline: read.NUMI_HOTLINE ?? null,
    team: readTeamSettings(read),
    isBehindProxy: read.NUMI_BEHIND_PROXY === '1',
    isDemo,
    historyFlowsDir: isDemo && args.includes('--history') ? read.NUMI_FLOWS_DIR : null,
    services: read.NUMI_SERVICES_FILE ? readServices(read.NUMI_SERVICES_FILE) : [],
    secret: read.NUMI_SECRET ? Buffer.from(read.NUMI_SECRET, 'base64') : openSecret(read.NUMI_DATA_DIR),
    metricsToken: read.NUMI_METRICS_TOKEN ?? null,
    firstAdmin:
      read.NUMI_ADMIN_EMAIL && read.NUMI_ADMIN_PASSWORD
        ? { email: read.NUMI_ADMIN_EMAIL, password: read.NUMI_ADMIN_PASSWORD }
        : null,
    clock: systemClock,
    alerts: {
      token: read.NUMI_ALERTMANAGER_TOKEN ?? null,
      serviceLabel: read.NUMI_ALERTMANAGER_LABEL,
      validationMinutes: read.NUMI_VALIDATION_MINUTES,
    },
    proposals: { minimum: read.NUMI_PROPOSAL_REPORTS, minutes: read.NUMI_PROPOSAL_MINUTES },
    keep: {
      calls: read.NUMI_KEEP_CALLS,
      tickets: read.NUMI_KEEP_TICKETS,
      notifications: read.NUMI_KEEP_NOTIFICATIONS,
      audit: read.NUMI_KEEP_AUDIT,
      feedback: read.NUMI_KEEP_FEEDBACK,
    },
    stopSeconds: read.NUMI_STOP_SECONDS,
    logLevel: read.NUMI_LOG ?? (isDemo ? 'warn' : 'info'),
  }
}

const readServices = (file: string): ServiceSettings[] =>
  z.array(serviceSettings).parse(JSON.parse(readFileSync(file, 'utf8')))

/** Makes this the key kept beside the database. */
export function keepSecret(dataDir: string, secret: Buffer): void {
  const file = join(dataDir, secretFile)
  writeFileSync(`${file}.draft`, secret, { mode: 0o600, flush: true })
  renameSync(`${file}.draft`, file)
}

/**
 * The key kept beside the database, made at the first start.
 * @throws when the file holds no whole key: with an empty one, codes and links could be forged
 */
function openSecret(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, secretFile)
  if (!existsSync(file)) writeFileSync(file, randomBytes(secretBytes), { mode: 0o600, flag: 'wx' })
  const secret = readFileSync(file)
  if (secret.length !== secretBytes)
    throw new Error(`La clé ${file} est abîmée : remettez celle de votre sauvegarde, ou effacez-la pour en changer.`)
  return secret
}
