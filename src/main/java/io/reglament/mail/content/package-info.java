/** What a mail says, whatever its bytes look like: no exception but {@code UnreadableMail} leaves this package. */
@org.springframework.modulith.NamedInterface("content")
package io.reglament.mail.content;
