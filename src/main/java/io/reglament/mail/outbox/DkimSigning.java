package io.reglament.mail.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
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

    private final String selector;
    private final RSAPrivateKey key;

    /** @throws IllegalStateException naming the file, if the settings name a key that cannot be read */
    DkimSigning(OutboxSettings settings) {
        OutboxSettings.Dkim dkim = settings.dkim();
        selector = dkim == null ? null : dkim.selector();
        key = dkim == null ? null : read(dkim);
    }

    /**
     * Writes the mail, signed where the settings want it.
     *
     * @param domain of the sender, in whose DNS the public key stands
     */
    void write(MimeMessage message, String domain, OutputStream to) throws MessagingException, IOException {
        if (key == null) {
            message.writeTo(to);
            return;
        }
        try {
            DkimSigner signer = new DkimSigner(domain, selector, key);
            signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
            // Relays fold headers and cut white space at the end of lines.
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            signer.setLengthParam(false);
            // It would ask the DNS, in the transaction.
            signer.setCheckDomainKey(false);
            new DkimMessage(message, signer).writeTo(to);
        } catch (DkimException e) {
            throw new MessagingException("cannot be signed for " + domain, e);
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
