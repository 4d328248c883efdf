-- A working day may be shorter, as Russia's labour code has it for those before public holidays.

alter table production_calendar
    drop constraint production_calendar_kind_check,
    add constraint production_calendar_kind_check check (kind in ('WORKING', 'OFF', 'SHORTENED'));
