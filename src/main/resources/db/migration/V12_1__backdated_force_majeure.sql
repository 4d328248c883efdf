-- Force majeure that is recorded after it began or ended counts from when it did.

alter table sla_entry
    add column since timestamptz check (since is null or kind in ('SUSPENDED', 'UNSUSPENDED') and since < at);
comment on column sla_entry.since is 'From when the line counts, where it was recorded afterwards; null: from at';
