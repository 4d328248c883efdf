/** Blocked and trusted senders, and mail that is held back. */
package io.reglament.desk.senders;
