import { z } from 'zod'

/*
 * Statuspage's public API, version 2, as its readers know it: extensions of browsers, chat bots, exporters, dashboards.
 * The names and shapes are Atlassian's.
 */

const instant = z.iso.datetime()
const id = z.string().min(1)

/** Statuspage knows no "unknown": a service of which nothing is proven is told as degraded, and its description says why. */
const componentStatus = z.literal([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
])

export const page = z.object({
  id,
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  /** When what is told was true: a copy that is no longer renewed is known by it. */
  updated_at: instant,
})

export const component = z.object({
  id,
  name: z.string(),
  status: componentStatus,
  created_at: instant,
  updated_at: instant,
  position: z.number().int().positive(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: id.nullable(),
  page_id: id,
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
})

const incidentStatus = z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'])
const maintenanceStatus = z.enum(['scheduled', 'in_progress', 'verifying', 'completed'])

const incidentUpdate = <S extends z.ZodType>(status: S) =>
  z.object({
    id,
    status,
    body: z.string(),
    incident_id: id,
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: z
      .array(z.object({ code: id, name: z.string(), old_status: componentStatus, new_status: componentStatus }))
      .nullable(),
    deliver_notifications: z.boolean(),
    custom_tweet: z.string().nullable(),
    tweet_id: z.string().nullable(),
  })

const disturbance = <S extends z.ZodType>(status: S) =>
  z.object({
    id,
    name: z.string(),
    status,
    created_at: instant,
    updated_at: instant,
    monitoring_at: instant.nullable(),
    resolved_at: instant.nullable(),
    impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
    shortlink: z.url(),
    started_at: instant,
    page_id: id,
    /** Newest first; the declaration is the last. */
    incident_updates: z.array(incidentUpdate(status)).min(1),
    components: z.array(component),
    reminder_intervals: z.string().nullable(),
  })

export const statuspageIncident = disturbance(incidentStatus)
export const statuspageMaintenance = disturbance(maintenanceStatus).extend({
  scheduled_for: instant,
  scheduled_until: instant,
})

export const statuspageStatus = z.object({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string(),
})

export type StatuspageComponent = z.infer<typeof component>
export type StatuspageIncident = z.infer<typeof statuspageIncident>
export type StatuspageMaintenance = z.infer<typeof statuspageMaintenance>
export type StatuspageStatus = z.infer<typeof statuspageStatus>
export type StatuspagePage = z.infer<typeof page>
