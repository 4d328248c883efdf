/** SMTP and IMAP in the process; every mail is a file. */
package io.reglament.local.mailserver;
