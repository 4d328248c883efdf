-- What the nodes keep in memory, and by which sign each sees that another one has changed it.

create sequence production_calendar_stamp_seq;
create table production_calendar_stamp (
    id    boolean primary key default true check (id),
    stamp bigint not null
);
comment on table production_calendar_stamp is
    'One row, whose stamp is another one after each change of production_calendar: whoever keeps its days in memory compares';
insert into production_calendar_stamp (stamp) values (nextval('crm.production_calendar_stamp_seq'));

-- Never the same number twice, also not after a change that was rolled back.
create function stamp_production_calendar() returns trigger language plpgsql as $$
begin
    update crm.production_calendar_stamp set stamp = nextval('crm.production_calendar_stamp_seq');
    return null;
end $$;
create trigger production_calendar_stamped after insert or update or delete or truncate on production_calendar
    for each statement execute function stamp_production_calendar();
