package io.reglament.mail;

/** The decision table {@code mail-disposition}. Implemented by {@code process}. */
public interface MailDisposition {

    Verdict decide(MailFacts facts);

    /**
     * @param outcome a {@link MailOutcome}'s name
     * @param rule id of the row that decided
     */
    record Verdict(String outcome, String rule) {}
}
