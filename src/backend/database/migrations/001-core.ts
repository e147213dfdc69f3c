import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Users, accounts, services, incidents, tickets and calls. */
export const core: Migration = {
  name: '001-core',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const key = (c: ColumnDefinitionBuilder) => c.primaryKey().notNull()
    const to = (column: string) => (c: ColumnDefinitionBuilder) => c.notNull().references(column)
    const maybeTo = (column: string) => (c: ColumnDefinitionBuilder) => c.references(column)
    const texts = <T extends string>(table: CreateTableBuilder<T>, ...columns: string[]) =>
      columns.reduce<CreateTableBuilder<T, string>>((made, column) => made.addColumn(column, 'text', required), table)

    await texts(
      build
        .createTable('user')
        .addColumn('id', 'text', key)
        .addColumn('email', 'text', (c) => c.notNull().unique())
        .addColumn('is_disabled', 'integer', required),
      ...['display_name', 'role', 'password_hash', 'created_at'],
    ).execute()
    await texts(
      build
        .createTable('session')
        .addColumn('token_hash', 'text', key)
        .addColumn('user_id', 'text', to('user.id'))
        .addColumn('revoked_at', 'text'),
      ...['kind', 'created_at', 'expires_at'],
    ).execute()
    await texts(build.createTable('attempt'), 'scope', 'subject', 'at').execute()
    await build.createIndex('attempt_by_subject').on('attempt').columns(['scope', 'subject', 'at']).execute()

    await texts(
      build
        .createTable('account')
        .addColumn('id', 'text', key)
        .addColumn('email', 'text', (c) => c.unique())
        .addColumn('phone', 'text')
        .addColumn('email_validated', 'integer', required)
        .addColumn('last_sign_in_at', 'text')
        .addColumn('password_changed_at', 'text')
        .addColumn('password_hash', 'text'),
      ...['first_name', 'last_name', 'state', 'search_name', 'created_at'],
    ).execute()
    await build.createIndex('account_by_phone').on('account').column('phone').execute()
    await texts(
      build
        .createTable('identity_code')
        .addColumn('id', 'text', key)
        .addColumn('account_id', 'text', to('account.id'))
        .addColumn('agent_id', 'text', to('user.id'))
        .addColumn('attempts_left', 'integer', required)
        .addColumn('closed_at', 'text'),
      ...['call_id', 'created_at', 'expires_at'],
    ).execute()
    await build.createIndex('identity_code_by_account').on('identity_code').column('account_id').execute()
    await texts(
      build
        .createTable('identity_evidence')
        .addColumn('id', 'text', key)
        .addColumn('account_id', 'text', to('account.id'))
        .addColumn('agent_id', 'text', to('user.id'))
        .addColumn('used_at', 'text'),
      ...['call_id', 'method', 'created_at', 'expires_at'],
    ).execute()
    await build.createIndex('identity_evidence_by_account').on('identity_evidence').column('account_id').execute()
    await texts(
      build
        .createTable('audit')
        .addColumn('id', 'text', key)
        .addColumn('user_id', 'text', to('user.id'))
        .addColumn('account_id', 'text', maybeTo('account.id'))
        .addColumn('call_id', 'text'),
      ...['at', 'action', 'outcome'],
    ).execute()
    await texts(
      build
        .createTable('idempotency')
        .addColumn('user_id', 'text', to('user.id'))
        .addColumn('status', 'integer', required)
        .addColumn('answer', 'text')
        .addPrimaryKeyConstraint('idempotency_key', ['user_id', 'operation', 'key'] as never[]),
      ...['operation', 'key', 'body_hash', 'created_at'],
    ).execute()

    await texts(
      build
        .createTable('service')
        .addColumn('id', 'text', key)
        .addColumn('is_public', 'integer', required)
        .addColumn('position', 'integer', required)
        .addColumn('probe_url', 'text')
        .addColumn('probe_interval_seconds', 'integer')
        .addColumn('probe_timeout_ms', 'integer')
        .addColumn('heartbeat_key_hash', 'text')
        .addColumn('heartbeat_valid_seconds', 'integer'),
      'name',
    ).execute()
    await texts(
      build
        .createTable('service_evidence')
        .addColumn('service_id', 'text', to('service.id'))
        .addColumn('valid_for_seconds', 'integer', required)
        .addColumn('note', 'text')
        .addPrimaryKeyConstraint('service_evidence_key', ['service_id', 'source_kind'] as never[]),
      ...['source_kind', 'source_name', 'level', 'checked_at'],
    ).execute()
    await build.createTable('counter').addColumn('name', 'text', key).addColumn('last', 'integer', required).execute()
    await texts(
      build
        .createTable('incident')
        .addColumn('id', 'text', key)
        .addColumn('number', 'text', (c) => c.unique())
        .addColumn('affected_percent', 'real')
        .addColumn('estimated_end_at', 'text')
        .addColumn('cause', 'text')
        .addColumn('workaround', 'text')
        .addColumn('resolved_at', 'text')
        .addColumn('resolution', 'text')
        .addColumn('declared_by', 'text', to('user.id')),
      ...['service_ids', 'nature', 'impact', 'started_at', 'state', 'created_at', 'updated_at'],
    ).execute()

    await texts(
      build
        .createTable('attachment')
        .addColumn('sha256', 'text', key)
        .addColumn('bytes', 'integer', required)
        .addColumn('content', 'blob', required)
        .addColumn('created_by', 'text', to('user.id')),
      ...['type', 'created_at'],
    ).execute()
    await texts(
      build
        .createTable('ticket')
        .addColumn('id', 'text', key)
        .addColumn('number', 'text', (c) => c.notNull().unique())
        .addColumn('call_id', 'text')
        .addColumn('account_id', 'text', maybeTo('account.id'))
        .addColumn('incident_id', 'text', maybeTo('incident.id'))
        .addColumn('author_id', 'text', to('user.id'))
        .addColumn('contact_email', 'text')
        .addColumn('contact_phone', 'text')
        .addColumn('solved_at', 'text')
        .addColumn('explanation', 'text'),
      ...['content_hash', 'contact_name', 'kind', 'browser', 'os', 'error_message', 'page', 'since', 'priority'],
      ...['tried', 'notes', 'urgent_request', 'filed_at', 'received_at', 'team', 'state'],
    ).execute()
    await build.createIndex('ticket_by_incident').on('ticket').column('incident_id').execute()
    await build.createIndex('ticket_by_reception').on('ticket').columns(['received_at', 'number']).execute()
    await build.createIndex('ticket_by_state').on('ticket').columns(['state', 'received_at', 'number']).execute()
    await texts(
      build
        .createTable('ticket_addition')
        .addColumn('id', 'text', key)
        .addColumn('ticket_id', 'text', to('ticket.id'))
        .addColumn('user_id', 'text', to('user.id')),
      ...['at', 'text'],
    ).execute()
    await build.createIndex('ticket_addition_by_ticket').on('ticket_addition').column('ticket_id').execute()
    await texts(
      build
        .createTable('ticket_attachment')
        .addColumn('ticket_id', 'text', to('ticket.id'))
        .addColumn('position', 'integer', required)
        .addColumn('sha256', 'text', to('attachment.sha256'))
        .addPrimaryKeyConstraint('ticket_attachment_key', ['ticket_id', 'position'] as never[]),
      'name',
    ).execute()

    await texts(
      build.createTable('call').addColumn('id', 'text', key).addColumn('agent_id', 'text', to('user.id')),
      ...['flow_id', 'flow_hash', 'channel', 'started_at', 'ended_at', 'closing', 'content_hash'],
      ...['journal', 'values', 'received_at'],
    ).execute()
    await texts(
      build
        .createTable('subscription')
        .addColumn('id', 'text', key)
        .addColumn('incident_id', 'text', to('incident.id'))
        .addColumn('account_id', 'text', to('account.id'))
        .addColumn('created_by', 'text', to('user.id'))
        .addUniqueConstraint('subscription_once', ['incident_id', 'account_id'] as never[]),
      ...['call_id', 'created_at'],
    ).execute()
    await texts(
      build
        .createTable('feedback')
        .addColumn('id', 'text', key)
        .addColumn('user_id', 'text', to('user.id'))
        .addColumn('is_useful', 'integer', required),
      ...['subject', 'comment', 'at'],
    ).execute()
  },
}
