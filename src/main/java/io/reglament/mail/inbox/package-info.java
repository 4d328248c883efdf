/** From the mailbox to the ledger to the request: fetch and store first, decide in a second, repeatable step. */
package io.reglament.mail.inbox;
