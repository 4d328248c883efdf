package io.reglament.mail.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.simplejavamail.utils.mail.dkim.SigningAlgorithm;
import org.springframework.stereotype.Component;

/**
 * Signs outgoing mail (RFC 6376) where the settings name a key; elsewhere the relay signs. The signature is part of the
 * stored bytes, so every attempt sends the same one.
 */
@Component
class DkimSigning {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern END_OF_HEADER = Pattern.compile("\r\n(?![ \t])");

    private final String selector;
    private final RSAPrivateKey key;

    /** @throws IllegalStateException naming the file, if the settings name a key that cannot be read */
    DkimSigning(OutboxSettings settings) {
        OutboxSettings.Dkim dkim = settings.dkim();
        selector = dkim == null ? null : dkim.selector();
        key = dkim == null ? null : read(dkim);
    }

    boolean isOn() {
        return key != null;
    }

    /**
     * Signs a mail. The library reads the whole mail into memory, and so one is signed after the other: the limit of a
     * mail's size is the limit of that memory.
     *
     * @param domain of the sender, in whose DNS the public key stands
     * @return the header to stand before all others, with its line end
     */
    synchronized byte[] header(InputStream mail, String domain) throws MessagingException, IOException {
        try {
            DkimSigner signer = new DkimSigner(domain, selector, key);
            signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
            // Relays fold headers and cut white space at the end of lines.
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            signer.setLengthParam(false);
            // It would ask the DNS, in the transaction.
            signer.setCheckDomainKey(false);
            Beginning signed = new Beginning();
            new DkimMessage(new MimeMessage(SESSION, mail), signer).writeTo(signed);
            return signed.firstHeader();
        } catch (DkimException e) {
            throw new MessagingException("cannot be signed for " + domain, e);
        }
    }

    /** Keeps what is written first; the rest is known already. */
    private static final class Beginning extends OutputStream {

        private static final int MOST = 8 * 1024;

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(MOST);

        @Override
        public void write(int b) {
            if (kept.size() < MOST) {
                kept.write(b);
            }
        }

        @Override
        public void write(byte[] block, int offset, int length) {
            kept.write(block, offset, Math.min(length, MOST - kept.size()));
        }

        /** @return the first header with its folded lines and its line end */
        byte[] firstHeader() {
            String text = kept.toString(StandardCharsets.ISO_8859_1);
            Matcher end = END_OF_HEADER.matcher(text);
            if (!text.startsWith("DKIM-Signature:") || !end.find()) {
                throw new IllegalStateException("the library has written no signature first");
            }
            return text.substring(0, end.end()).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static RSAPrivateKey read(OutboxSettings.Dkim dkim) {
        try {
            byte[] file = Files.readAllBytes(dkim.key());
            String text = new String(file, StandardCharsets.ISO_8859_1);
            byte[] der = text.contains("-----BEGIN")
                    ? Base64.getMimeDecoder()
                            .decode(text.replaceAll("-----[A-Z ]+-----", "").strip())
                    : file;
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException(
                    "reglament.mail.out.dkim.key: " + dkim.key() + " is no readable RSA key in PKCS#8 (PEM or DER);"
                            + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 makes one",
                    e);
        }
    }
}
