/** The triage of mail, and the decision tables that mail asks. */
package io.reglament.process.mail;
