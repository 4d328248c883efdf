/** The page on which a newcomer plays the customer: write, read, reply. */
package io.reglament.local.mailbox;
