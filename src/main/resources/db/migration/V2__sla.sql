-- Deadlines: the ledger of whose time passes on each request, what is due now, and which days are worked.

alter table contract
    add column service_hours text,
    add column time_zone     text,
    add column country       text check (country ~ '^[A-Z]{2}$'),
    add column goals         jsonb,
    add column warn_before   text;
comment on column contract.service_hours is 'As in the profile key sla.hours, e.g. MON-FRI 09:00-18:00; null: the profile''s';
comment on column contract.time_zone is 'IANA zone of the service hours; null: the customer''s';
comment on column contract.country is 'ISO 3166: whose public holidays are not served; null: the customer''s';
comment on column contract.goals is 'As in the profile key sla.goals: {"HIGH": {"reaction": "PT1H", "solution": "PT8H"}}; null: the profile''s';

create table production_calendar (
    country    text        not null check (country ~ '^[A-Z]{2}$'),
    day        date        not null,
    kind       text        not null check (kind in ('WORKING', 'OFF')),
    source     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (country, day)
);
comment on table production_calendar is 'Single days that are not as the law and the weekday say, e.g. moved by decree';

create table production_calendar_event (
    id         bigint generated always as identity primary key,
    country    text        not null,
    day        date        not null,
    at         timestamptz not null,
    actor      text        not null,
    cause      text        not null,
    old_kind   text,
    old_source text,
    new_kind   text,
    new_source text
);
comment on table production_calendar_event is 'Who changed which day: append-only, see the trigger; null kind: not entered';
create index production_calendar_event_day on production_calendar_event (country, day, id);
create trigger production_calendar_event_append_only before update or delete on production_calendar_event
    for each row execute function refuse_change();

-- The law, as the calendar library knows it, moves the weekend's 3 and 4 January to 9 and 12 January.
insert into production_calendar (country, day, kind, source, changed_by, changed_at) values
    ('RU', '2026-01-09', 'OFF', 'Decree on the transfer of days off in 2026: 3 January', 'system', '2026-01-01T00:00:00Z'),
    ('RU', '2026-01-12', 'WORKING', 'Decree on the transfer of days off in 2026: 4 January goes to 31 December', 'system', '2026-01-01T00:00:00Z'),
    ('RU', '2026-12-31', 'OFF', 'Decree on the transfer of days off in 2026: 4 January', 'system', '2026-01-01T00:00:00Z');

create table sla_ledger (
    request_id  bigint primary key references request,
    customer_id bigint  not null references customer,
    product     text    not null references product,
    country     text,
    tracked     boolean not null,
    ended       boolean not null default false,
    stale_by    text,
    stale_cause text
);
comment on table sla_ledger is 'One row a ledger: what is asked of all ledgers together';
comment on column sla_ledger.tracked is 'Whether it ever had goals or a planned date: only then it has deadlines to compute';
comment on column sla_ledger.country is 'Whose holidays count; null: none';
comment on column sla_ledger.stale_by is 'Who changed the calendar since the deadlines were computed; null: they are right';
create index sla_ledger_open_contract on sla_ledger (customer_id, product) where not ended;
create index sla_ledger_open_country on sla_ledger (country) where not ended and tracked;
create index sla_ledger_stale on sla_ledger (request_id) where stale_by is not null;

create sequence sla_entry_seq increment by 1;
create table sla_entry (
    id         bigint primary key default nextval('crm.sla_entry_seq'),
    request_id bigint      not null references sla_ledger,
    at         timestamptz not null,
    kind       text        not null check (kind in ('STARTED', 'REACTED', 'PAUSED', 'RESUMED', 'SUSPENDED', 'UNSUSPENDED',
                   'SOLVED', 'REOPENED', 'PLANNED', 'PRIORITY', 'TERMS', 'CALENDAR', 'ENDED')),
    priority   text check (priority in ('LOW', 'MEDIUM', 'HIGH')),
    due_at     timestamptz,
    plan       text check (plan in ('ASSIGNMENT', 'RESCHEDULING', 'REWORK', 'FORCE_MAJEURE')),
    terms      jsonb,
    actor      text        not null,
    cause      text        not null
);
comment on table sla_entry is 'The ledger: each row opens an interval that the next one ends; append-only, see the trigger';
create index sla_entry_request on sla_entry (request_id, id);

create table sla_deadline_change (
    id         bigint generated always as identity primary key,
    entry_id   bigint      not null references sla_entry,
    kind       text        not null check (kind in ('REACTION', 'SOLUTION', 'DUE_DATE')),
    old_priority text,
    new_priority text,
    old_at     timestamptz,
    new_at     timestamptz
);
comment on table sla_deadline_change is 'Deadlines that a change of priority, terms, calendar or plan moved; append-only, see the trigger';
create index sla_deadline_change_entry on sla_deadline_change (entry_id);

create table sla_deadline (
    request_id bigint      not null references sla_ledger,
    kind       text        not null check (kind in ('REACTION', 'SOLUTION', 'DUE_DATE')),
    at         timestamptz not null,
    warn_at    timestamptz,
    status     text        not null check (status in ('RUNNING', 'PAUSED', 'SUSPENDED', 'DONE')),
    warned_at  timestamptz,
    missed_at  timestamptz,
    primary key (request_id, kind)
);
comment on table sla_deadline is 'What is due now, computed from the ledger; may be computed again at any time';
comment on column sla_deadline.warned_at is 'When people were told that it comes near; null: not yet';
comment on column sla_deadline.missed_at is 'When people were told that it was missed; null: not yet';
create index sla_deadline_to_warn on sla_deadline (warn_at) where status = 'RUNNING' and warned_at is null;
create index sla_deadline_to_escalate on sla_deadline (at) where status = 'RUNNING' and missed_at is null;

create trigger sla_entry_append_only before update or delete on sla_entry
    for each row execute function refuse_change();
create trigger sla_deadline_change_append_only before update or delete on sla_deadline_change
    for each row execute function refuse_change();

-- Requests that are older than the ledger: what happened to them stands in their archive.
insert into sla_ledger (request_id, customer_id, product, tracked, ended)
select id, customer_id, product, due_at is not null, state = 'CLOSED' from request;

insert into sla_entry (request_id, at, kind, priority, due_at, plan, actor, cause)
select request_id, at, kind, priority, due_at, plan, actor, cause from (
    select id as request_id, registered_at as at, 0 as rank, 0::bigint as event, 0::bigint as no, 'STARTED' as kind,
        null::text as priority, null::timestamptz as due_at, null::text as plan, 'system' as actor,
        'V2__sla.sql' as cause from request
    union all
    select id, registered_at, 1, 0, 0, 'PRIORITY', priority, null, null, 'system', 'V2__sla.sql' from request
        where priority is not null
    union all
    select id, registered_at, 2, 0, 0, 'PLANNED', null, due_at,
        case when rework_count > 0 then 'REWORK' else 'ASSIGNMENT' end, 'system', 'V2__sla.sql' from request
        where due_at is not null
    union all
    select e.request_id, e.at, 3, e.id, step.no, step.kind, null, null, null, e.actor, e.cause
    from request_event e cross join lateral unnest(case
        when e.new_value = 'WAITING_CUSTOMER' then array['REACTED', 'PAUSED']
        when e.new_value in ('ANSWERED', 'DONE') then array['REACTED', 'SOLVED']
        when e.new_value = 'CLOSED' then array['ENDED']
        when e.old_value in ('ANSWERED', 'DONE', 'COMPLETED') and e.new_value <> 'COMPLETED' then array['REOPENED']
        when e.old_value = 'WAITING_CUSTOMER' then array['RESUMED']
        when e.new_value = 'IN_WORK' then array['REACTED']
        else array[]::text[] end) with ordinality as step (kind, no)
    where e.kind = 'STATE'
) history
order by request_id, rank, event, no;

insert into sla_deadline (request_id, kind, at, status)
select id, 'DUE_DATE', due_at, case
    when state in ('ANSWERED', 'DONE', 'COMPLETED', 'CLOSED') then 'DONE'
    when state = 'WAITING_CUSTOMER' then 'PAUSED'
    else 'RUNNING' end
from request where due_at is not null;
