/** How much automatic mail may leave: what is over it is held back, kept and shown (mail rule AU-7). */
package io.reglament.mail.budget;
