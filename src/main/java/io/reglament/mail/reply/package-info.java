/** What people write at the desk before it is mail: drafts with their files, and replies that wait to leave. */
@org.springframework.modulith.NamedInterface("reply")
package io.reglament.mail.reply;
