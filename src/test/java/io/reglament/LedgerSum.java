package io.reglament;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.MailLedger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** After every test class of the whole suite: of all mail that was fetched, each is in exactly one place (mail rule IN-6). */
public class LedgerSum extends AbstractTestExecutionListener {

    @Override
    public void afterTestClass(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        ApplicationContext application = test.getApplicationContext();
        if (application.getBeanProvider(MailLedger.class).getIfAvailable() == null) {
            return;
        }
        MailLedger.Ledger l = application
                .getBean(MailLedger.class)
                .ledger(application.getBean(ProductProfiles.class).all().stream()
                        .map(ProductProfile::code)
                        .toList());
        assertThat(l.request()
                        + l.reply()
                        + l.automatic()
                        + l.bounce()
                        + l.duplicate()
                        + l.self()
                        + l.blocked()
                        + l.toSort()
                        + l.discarded()
                        + l.pending())
                .as("IN-6: the sum of the outcomes after " + test.getTestClass().getSimpleName())
                .isEqualTo(l.fetched());
        assertThat(application
                        .getBean(JdbcClient.class)
                        .sql(
                                "select id from crm.inbound_mail where outcome in ('REQUEST', 'REPLY') and request_id is null")
                        .query(Long.class)
                        .list())
                .as("IN-6: mails that are said to be in a request, and are in none")
                .isEmpty();
    }
}
