/** Outgoing mail: rendered and stored in the transaction that causes it, delivered afterwards. */
package io.reglament.mail.outbox;
