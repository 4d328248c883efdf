/** Whether mail can be fetched and handed in, for {@code /actuator/health}. */
package io.reglament.mail.health;
