import type { Database } from '../database/tables.ts'

/**
 * Whose a column is.
 * `client`: says something of a client; exported to them and erased on request.
 * `secret`: proves something of theirs; erased, never exported.
 * `pseudonym`: an id or a hash that names nobody by itself; stays, for the figures and the audit.
 * `agent`: of whoever works here.
 * `none`: of nobody.
 */
export type Holds = 'client' | 'secret' | 'pseudonym' | 'agent' | 'none'

/** How long the rows of a table are kept; `days` names a setting of `Config.keep`. */
export type Keeping =
  | {
      for:
        | 'ever'
        | 'as long as its account'
        | 'as long as its call'
        | 'as long as its incident'
        | 'as long as its ticket'
        | 'a few days'
    }
  | { days: keyof KeepDays; end: 'deleted' | 'anonymised' }

/** The settings: how long each kind is kept, in days. */
export interface KeepDays {
  calls: number
  tickets: number
  notifications: number
  audit: number
  feedback: number
}

interface TableRule<T> {
  kept: Keeping
  columns: { [C in keyof T]-?: Holds }
}

/** Every column of every table, and whose it is. One left out does not compile; nor does it pass the tests. */
export const classification = {
  account: {
    kept: { for: 'ever' },
    columns: {
      id: 'pseudonym',
      first_name: 'client',
      last_name: 'client',
      email: 'client',
      phone: 'client',
      state: 'none',
      email_validated: 'none',
      last_sign_in_at: 'client',
      password_changed_at: 'client',
      password_hash: 'secret',
      failed_sign_ins: 'none',
      search_name: 'client',
      created_at: 'none',
      erased_at: 'none',
    },
  },
  account_link: {
    kept: { for: 'a few days' },
    columns: {
      id: 'pseudonym',
      purpose: 'none',
      account_id: 'pseudonym',
      email: 'client',
      created_at: 'none',
      expires_at: 'none',
      closed_at: 'none',
    },
  },
  alert: {
    kept: { for: 'as long as its incident' },
    columns: {
      fingerprint: 'none',
      starts_at: 'none',
      group_key: 'none',
      service_id: 'none',
      incident_id: 'none',
      name: 'none',
      level: 'none',
      summary: 'none',
      received_at: 'none',
      resolved_at: 'none',
    },
  },
  announcement: {
    kept: { for: 'as long as its incident' },
    columns: {
      id: 'none',
      incident_id: 'none',
      event: 'none',
      from_version: 'none',
      version: 'none',
      at: 'none',
      due_at: 'none',
      data: 'none',
      state: 'none',
      begun_at: 'none',
      stage: 'none',
      told_up_to: 'client',
      trace_id: 'pseudonym',
    },
  },
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
  attempt: { kept: { for: 'a few days' }, columns: { scope: 'none', subject: 'pseudonym', at: 'none' } },
  audit: {
    kept: { days: 'audit', end: 'deleted' },
    columns: {
      id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      action: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      about_user_id: 'pseudonym',
      ticket_id: 'pseudonym',
      incident_id: 'none',
      outcome: 'none',
    },
  },
  call: {
    kept: { days: 'calls', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      agent_id: 'pseudonym',
      account_id: 'pseudonym',
      flow_id: 'none',
      flow_hash: 'none',
      channel: 'none',
      started_at: 'none',
      ended_at: 'none',
      closing: 'none',
      duration_ms: 'none',
      content_hash: 'pseudonym',
      journal: 'client',
      values: 'client',
      received_at: 'none',
      anonymised_at: 'none',
    },
  },
  call_log: {
    kept: { for: 'as long as its call' },
    columns: {
      place: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      flow_id: 'none',
      flow_hash: 'none',
      channel: 'none',
      started_at: 'none',
      ended_at: 'none',
      closing: 'none',
      duration_ms: 'none',
      folding: 'none',
      fault: 'none',
      reason: 'none',
      phases: 'none',
      has_ticket: 'none',
      client_name: 'client',
      is_anonymised: 'none',
    },
  },
  call_review: {
    kept: { for: 'as long as its call' },
    columns: {
      id: 'none',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      reviewer_id: 'pseudonym',
      grid_version: 'none',
      verdicts: 'none',
      mark: 'none',
      comment: 'agent',
      created_at: 'none',
      updated_at: 'none',
      version: 'none',
      seen_at: 'none',
    },
  },
  call_sign: {
    kept: { for: 'a few days' },
    columns: { call_id: 'pseudonym', at: 'none', kind: 'none', error_code: 'none', page: 'none' },
  },
  call_step: {
    kept: { for: 'as long as its call' },
    columns: {
      place: 'pseudonym',
      position: 'none',
      step_id: 'none',
      phase_id: 'none',
      entered_ms: 'none',
      duration_ms: 'none',
      left_by: 'none',
      next_step_id: 'none',
      is_first: 'none',
    },
  },
  call_text: { kept: { for: 'as long as its call' }, columns: { place: 'pseudonym', words: 'client' } },
  call_visit_count: {
    kept: { for: 'ever' },
    columns: {
      day: 'none',
      flow_id: 'none',
      flow_hash: 'none',
      step_id: 'none',
      phase_id: 'none',
      left_by: 'none',
      next_step_id: 'none',
      seconds: 'none',
      visits: 'none',
      first: 'none',
      with_ticket: 'none',
      first_with_ticket: 'none',
    },
  },
  call_view: {
    kept: { for: 'ever' },
    columns: { id: 'none', user_id: 'pseudonym', name: 'agent', filters: 'agent', sort: 'none', is_shared: 'none' },
  },
  client_session: {
    kept: { for: 'a few days' },
    columns: { token_hash: 'secret', account_id: 'pseudonym', created_at: 'none', expires_at: 'none' },
  },
  counter: { kept: { for: 'ever' }, columns: { name: 'none', last: 'none' } },
  daily_run: { kept: { for: 'ever' }, columns: { name: 'none', day: 'none' } },
  erased_address: { kept: { for: 'a few days' }, columns: { address_hash: 'pseudonym', erased_at: 'none' } },
  feedback: {
    kept: { days: 'feedback', end: 'anonymised' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      subject: 'none',
      is_useful: 'none',
      comment: 'agent',
      at: 'none',
      flow_hash: 'none',
      flow_version: 'none',
      step_id: 'none',
      path: 'none',
      treated_at: 'none',
      treated_by: 'pseudonym',
      answer: 'agent',
      seen_at: 'none',
    },
  },
  flow_comparison: {
    kept: { for: 'a few days' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      flow_id: 'none',
      before_hash: 'none',
      after_hash: 'none',
      from_day: 'none',
      to_day: 'none',
      state: 'none',
      total: 'none',
      done: 'none',
      started_at: 'none',
      seen_at: 'none',
      ended_at: 'none',
      figures: 'none',
    },
  },
  flow_comparison_call: {
    kept: { for: 'a few days' },
    columns: {
      comparison_id: 'none',
      parting: 'none',
      place: 'none',
      call_id: 'pseudonym',
      ended_at: 'none',
      before: 'none',
      after: 'none',
    },
  },
  flow_definition: {
    kept: { for: 'ever' },
    columns: { hash: 'none', flow_id: 'none', definition: 'none', received_at: 'none' },
  },
  flow_publication: {
    kept: { for: 'ever' },
    columns: {
      flow_id: 'none',
      position: 'none',
      version_id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
  flow_version: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      flow_id: 'none',
      number: 'none',
      hash: 'none',
      base_hash: 'none',
      state: 'none',
      note: 'agent',
      author_id: 'pseudonym',
      author_name: 'agent',
      reviewer_id: 'pseudonym',
      reviewer_name: 'agent',
      remark: 'agent',
      submitted_at: 'none',
      reviewed_at: 'none',
      revision: 'none',
    },
  },
  handover: {
    kept: { days: 'calls', end: 'deleted' },
    columns: {
      id: 'none',
      call_id: 'pseudonym',
      giver_id: 'pseudonym',
      to_id: 'pseudonym',
      state: 'none',
      content: 'client',
      client_name: 'client',
      account_id: 'pseudonym',
      taker_id: 'pseudonym',
      taking_id: 'none',
      offered_at: 'none',
      ended_at: 'none',
    },
  },
  idempotency: {
    kept: { for: 'a few days' },
    columns: {
      user_id: 'pseudonym',
      operation: 'none',
      key: 'none',
      body_hash: 'pseudonym',
      status: 'none',
      answer: 'client',
      created_at: 'none',
    },
  },
  identity_code: {
    kept: { for: 'a few days' },
    columns: {
      id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      attempts_left: 'none',
      created_at: 'none',
      expires_at: 'none',
      closed_at: 'none',
    },
  },
  identity_evidence: {
    kept: { days: 'audit', end: 'deleted' },
    columns: {
      id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      method: 'none',
      created_at: 'none',
      expires_at: 'none',
      used_at: 'none',
    },
  },
  incident: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      kind: 'none',
      number: 'none',
      nature: 'none',
      impact: 'none',
      affected_percent: 'none',
      started_at: 'none',
      estimated_end_at: 'none',
      cause: 'none',
      team: 'none',
      state: 'none',
      resolved_at: 'none',
      resolution: 'none',
      created_at: 'none',
      updated_at: 'none',
      version: 'none',
    },
  },
  incident_change: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      version: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      kind: 'none',
      fields: 'none',
      note_id: 'none',
      reason: 'none',
    },
  },
  incident_note: {
    kept: { for: 'as long as its incident' },
    columns: {
      id: 'none',
      incident_id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      is_public: 'none',
      text: 'none',
      state: 'none',
    },
  },
  incident_service: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      service_id: 'none',
      position: 'none',
      level: 'none',
      since: 'none',
      until: 'none',
    },
  },
  incident_template: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      name: 'none',
      content: 'none',
      version: 'none',
      updated_at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
  incident_workaround: {
    kept: { for: 'as long as its incident' },
    columns: { incident_id: 'none', position: 'none', text: 'none' },
  },
  letter: {
    kept: { for: 'a few days' },
    columns: {
      notification_id: 'pseudonym',
      channel: 'none',
      recipient: 'client',
      subject: 'client',
      html: 'client',
      text: 'client',
      received_at: 'none',
    },
  },
  key_check: { kept: { for: 'ever' }, columns: { id: 'none', digest: 'none' } },
  notification: {
    kept: { days: 'notifications', end: 'deleted' },
    columns: {
      id: 'pseudonym',
      dedupe_key: 'client',
      channel: 'none',
      kind: 'none',
      subject_id: 'pseudonym',
      announcement_id: 'none',
      audience: 'none',
      recipient: 'client',
      data: 'client',
      state: 'none',
      priority: 'none',
      attempts: 'none',
      last_error: 'client',
      created_at: 'none',
      resent_at: 'none',
      next_attempt_at: 'none',
      expires_at: 'none',
      ended_at: 'none',
      trace_id: 'pseudonym',
    },
  },
  opt_out: { kept: { for: 'ever' }, columns: { email: 'client', at: 'none' } },
  post_mortem: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      version: 'none',
      summary: 'none',
      timeline: 'none',
      causes: 'none',
      measures: 'none',
      lessons: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      published_at: 'none',
      published_by: 'agent',
    },
  },
  practice: {
    kept: { days: 'calls', end: 'deleted' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      flow_id: 'none',
      scenario_id: 'none',
      title: 'none',
      started_at: 'none',
      duration_ms: 'none',
      score: 'agent',
      branches: 'none',
      content: 'agent',
    },
  },
  report_dismissal: {
    kept: { for: 'ever' },
    columns: {
      signature: 'none',
      at: 'none',
      user_id: 'pseudonym',
    },
  },
  scenario: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      flow_id: 'none',
      content: 'none',
      version: 'none',
      updated_at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
  review_grid: {
    kept: { for: 'ever' },
    columns: { version: 'none', criteria: 'none', at: 'none', user_id: 'pseudonym' },
  },
  service: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      name: 'none',
      is_public: 'none',
      position: 'none',
      probe_url: 'none',
      probe_interval_seconds: 'none',
      probe_timeout_ms: 'none',
      heartbeat_key_hash: 'none',
      heartbeat_valid_seconds: 'none',
      observed_until: 'none',
      created_at: 'none',
    },
  },
  service_subscription: {
    kept: { for: 'ever' },
    columns: { email: 'client', service_id: 'none', confirmed_at: 'none' },
  },
  service_evidence: {
    kept: { for: 'ever' },
    columns: {
      service_id: 'none',
      source_kind: 'none',
      source_name: 'agent',
      level: 'none',
      checked_at: 'none',
      valid_for_seconds: 'none',
      note: 'none',
    },
  },
  service_period: {
    kept: { for: 'ever' },
    columns: { service_id: 'none', level: 'none', from_at: 'none', to_at: 'none' },
  },
  session: {
    kept: { for: 'a few days' },
    columns: {
      token_hash: 'pseudonym',
      user_id: 'pseudonym',
      kind: 'none',
      created_at: 'none',
      expires_at: 'none',
      revoked_at: 'none',
    },
  },
  subscription_link: {
    kept: { for: 'a few days' },
    columns: { id: 'pseudonym', email: 'client', service_ids: 'none', created_at: 'none', expires_at: 'none' },
  },
  subscription: {
    kept: { days: 'notifications', end: 'deleted' },
    columns: {
      id: 'none',
      incident_id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      created_by: 'pseudonym',
      created_at: 'none',
    },
  },
  survey: {
    kept: { days: 'feedback', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      incident_id: 'none',
      rating: 'none',
      comment: 'client',
      answered_at: 'none',
    },
  },
  ticket: {
    kept: { days: 'tickets', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      number: 'pseudonym',
      content_hash: 'pseudonym',
      call_id: 'pseudonym',
      account_id: 'pseudonym',
      incident_id: 'none',
      author_id: 'pseudonym',
      contact_name: 'client',
      contact_email: 'client',
      contact_phone: 'client',
      kind: 'none',
      browser: 'client',
      os: 'client',
      error_message: 'client',
      page: 'client',
      since: 'client',
      priority: 'none',
      tried: 'none',
      notes: 'client',
      urgent_request: 'client',
      origin: 'none',
      description: 'client',
      environment: 'client',
      filed_at: 'none',
      received_at: 'none',
      team: 'none',
      state: 'none',
      solved_at: 'none',
      explanation: 'client',
      assignee_id: 'agent',
      merged_into: 'pseudonym',
      reporter: 'pseudonym',
      anonymised_at: 'none',
    },
  },
  ticket_addition: {
    kept: { for: 'as long as its ticket' },
    columns: {
      ...{ id: 'none', ticket_id: 'pseudonym', at: 'none', user_id: 'pseudonym' },
      ...{ text: 'client', is_answer: 'none' },
    },
  },
  ticket_attachment: {
    kept: { for: 'as long as its ticket' },
    columns: { ticket_id: 'pseudonym', position: 'none', sha256: 'pseudonym', name: 'client' },
  },
  user: {
    kept: { for: 'ever' },
    columns: {
      id: 'pseudonym',
      email: 'agent',
      display_name: 'agent',
      role: 'none',
      password_hash: 'agent',
      is_disabled: 'none',
      created_at: 'none',
    },
  },
} as const satisfies { [T in keyof Database]: TableRule<Database[T]> }

/** The tables in which something of a client is. */
export type ClientTable = {
  [T in keyof typeof classification]: 'client' extends (typeof classification)[T]['columns'][keyof (typeof classification)[T]['columns']]
    ? T
    : never
}[keyof typeof classification]
