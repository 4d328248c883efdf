/** Which request a mail belongs to, who sent it, and whether a machine did. */
package io.reglament.mail.threading;
