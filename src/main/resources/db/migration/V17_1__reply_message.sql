-- The message that a reply became is written with the transaction's other rows, after the reply's own.
alter table reply alter constraint reply_message_id_fkey deferrable initially deferred;
