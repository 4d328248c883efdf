/** The doors at which mail servers hand mail in, instead of our fetching it: by HTTP and by SMTP. */
@org.springframework.modulith.NamedInterface("push")
package io.reglament.mail.push;
