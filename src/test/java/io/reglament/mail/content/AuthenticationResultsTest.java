package io.reglament.mail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationResultsTest {

    private static final String FROM = "From: user@client.example.org\n";
    private static final String BORDER = "Received: from mail.client.example.org by mx.support.example.org; now\n";

    @ParameterizedTest
    @DisplayName("PA-16: what our own server says of DMARC, aligned DKIM and SPF")
    @CsvSource(
            delimiter = '|',
            value = {
                "dmarc=pass (p=REJECT) header.from=client.example.org | PASS",
                "spf=fail smtp.mailfrom=x@client.example.org; dmarc=pass header.from=client.example.org | PASS",
                "dkim=pass header.d=client.example.org; dmarc=fail header.from=client.example.org | FAIL",
                "dkim=pass header.d=example.org; spf=none | PASS",
                "dkim=pass header.d=mail.client.example.org | PASS",
                "dkim=pass header.d=evil.example.net; spf=softfail smtp.mailfrom=client.example.org | FAIL",
                "dkim=pass header.d=evil.example.net | NONE",
                "dkim=pass header.d=org | NONE",
                "spf=pass smtp.mailfrom=bounce@client.example.org | PASS",
                "spf=pass smtp.mailfrom=bounce@notclient.example.org | NONE",
                "spf=neutral smtp.mailfrom=client.example.org; dkim=none | NONE",
                "dkim=permerror header.d=client.example.org | FAIL",
                "none | NONE",
                "(dmarc=pass) dmarc=fail | FAIL",
                "DMARC = PASS | PASS",
                "dkim=pass reason=\"good; signature\" header.d=client.example.org | PASS"
            })
    void verdict(String results, SenderAuthentication expected) throws UnreadableMail {
        assertThat(authentication("Authentication-Results: mx.support.example.org; " + results + "\n" + BORDER + FROM))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "PA-16: a field below the border's own hop, of another server, or without a trusted one proves nothing")
    void forged() throws UnreadableMail {
        String pass = "Authentication-Results: mx.support.example.org; dmarc=pass\n";
        String foreignHop = "Received: from evil.example.net by relay.evil.example.net; now\n";

        assertThat(authentication(foreignHop + pass + FROM)).isEqualTo(SenderAuthentication.NONE);
        assertThat(authentication(
                        "Authentication-Results: mx.support.example.org; dmarc=fail\n" + BORDER + pass + FROM))
                .isEqualTo(SenderAuthentication.FAIL);
        assertThat(authentication("Authentication-Results: mx.evil.example.net; dmarc=pass\n" + FROM))
                .isEqualTo(SenderAuthentication.NONE);
        assertThat(authentication("Received: by store.support.example.org with LMTP; now\n" + pass + BORDER + FROM))
                .isEqualTo(SenderAuthentication.PASS);
        assertThat(authentication(pass + FROM + "From: other@client.example.org\n"))
                .isEqualTo(SenderAuthentication.NONE);
        assertThat(MailParser.parse((pass + FROM + "\n").getBytes(StandardCharsets.UTF_8))
                        .authentication())
                .isEqualTo(SenderAuthentication.NONE);
    }

    private static SenderAuthentication authentication(String header) throws UnreadableMail {
        ContentSettings d = ContentSettings.DEFAULT;
        ContentSettings trusting = new ContentSettings(
                List.of("mx.support.example.org"),
                d.parseTime(),
                d.depth(),
                d.parts(),
                d.headerFields(),
                d.headerFieldSize(),
                d.headerSize(),
                d.addresses(),
                d.attachments(),
                d.decodedSize(),
                d.hops());
        return MailParser.parse((header + "\nx").getBytes(StandardCharsets.UTF_8), trusting)
                .authentication();
    }
}
