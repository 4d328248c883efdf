/** The duty roster of the first line. */
package io.reglament.desk.duty;
