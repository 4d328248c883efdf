/** The days that are not worked, or worked, against law and weekday: read by all, kept by heads and administrators. */
package io.reglament.desk.calendar;
