package io.reglament.mail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.mail.content.ContentNote.Kind;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the issuer of a signer's certificate. */
class SignatureTrustTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TEXT = "Content-Type: text/plain\r\n\r\nPlease pay nobody.\r\n";

    @TempDir
    Path folder;

    private final Issued root =
            issued(null, "Root", true, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(5)), years(20));
    private final Issued between =
            issued(root, "Between", true, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(2)), years(10));

    /** A key and its certificate. */
    private record Issued(KeyPair keys, X509Certificate certificate) {}

    @Test
    @DisplayName(
            "PA-10: a chain over an issuer between to a trusted one is told as trusted, from PEM and from a key store")
    void trusted() throws Exception {
        byte[] mail = mail(signer(between, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(1)), years(2)), TEXT);

        for (SignatureTrust trust : List.of(pem(root), keyStore(root))) {
            ParsedMail parsed = MailParser.parse(mail, ContentSettings.DEFAULT, trust);
            assertThat(parsed.notes())
                    .containsExactly(
                            new ContentNote(Kind.SIGNED_TRUSTED, List.of("Anna <anna@client.example.org>", "Between")));
            assertThat(parsed.text()).isEqualTo("Please pay nobody.");
        }
    }

    @Test
    @DisplayName("PA-10: a signer of another issuer, or with a web server's certificate, is told as not trusted")
    void untrusted() throws Exception {
        Issued stranger =
                issued(null, "Root", true, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(5)), years(20));

        assertThat(note(
                        pem(stranger),
                        signer(between, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(1)), years(2))))
                .isEqualTo(Kind.SIGNED_UNTRUSTED);
        assertThat(note(pem(root), signer(between, KeyPurposeId.id_kp_serverAuth, NOW.minus(years(1)), years(2))))
                .isEqualTo(Kind.SIGNED_UNTRUSTED);
        // An ordinary certificate issues none.
        Issued person = signer(between, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(1)), years(2));
        assertThat(note(pem(root), signer(person, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(1)), years(2))))
                .isEqualTo(Kind.SIGNED_UNTRUSTED);
    }

    @Test
    @DisplayName("PA-10: a certificate that was valid earlier, or will be later, is told as such, with its days")
    void expired() throws Exception {
        Issued old = signer(between, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(2)), years(1));
        ParsedMail parsed = MailParser.parse(mail(old, TEXT), ContentSettings.DEFAULT, pem(root));

        assertThat(parsed.notes())
                .containsExactly(new ContentNote(
                        Kind.SIGNED_EXPIRED,
                        List.of("Anna <anna@client.example.org>", "Between", "2024-11-21", "2025-11-21")));
        assertThat(note(pem(root), signer(between, KeyPurposeId.id_kp_emailProtection, NOW.plus(years(1)), years(1))))
                .isEqualTo(Kind.SIGNED_EXPIRED);
        Issued stranger =
                issued(null, "Other", true, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(5)), years(20));
        assertThat(note(pem(stranger), old)).isEqualTo(Kind.SIGNED_UNTRUSTED);
    }

    @Test
    @DisplayName(
            "PA-10: without a trust store nobody's issuer is examined; what was changed is wrong whoever issued it")
    void not_examined() throws Exception {
        Issued signer = signer(between, KeyPurposeId.id_kp_emailProtection, NOW.minus(years(1)), years(2));

        assertThat(note(SignatureTrust.of(null, null, Clock.systemUTC()), signer))
                .isEqualTo(Kind.SIGNED);
        byte[] cms = cms(signer, TEXT);
        String changed = new String(cms, StandardCharsets.ISO_8859_1).replace("nobody", "Nobody");
        assertThat(MailParser.parse(
                                wrapped(changed.getBytes(StandardCharsets.ISO_8859_1)),
                                ContentSettings.DEFAULT,
                                pem(root))
                        .notes())
                .extracting(ContentNote::kind)
                .containsExactly(Kind.SIGNATURE_WRONG);
    }

    @Test
    @DisplayName("PA-10: a trust store that is none stops the start and is named")
    void no_trust_store() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path rubbish = Files.writeString(folder.resolve("rubbish.p12"), "not a key store");

        assertThatThrownBy(() -> SignatureTrust.of(empty, null, Clock.systemUTC()))
                .hasMessageContaining("reglament.mail.signatures.trust-store")
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> SignatureTrust.of(rubbish, "x", Clock.systemUTC()))
                .hasMessageContaining("rubbish.p12");
        assertThatThrownBy(() -> SignatureTrust.of(folder.resolve("missing.pem"), null, Clock.systemUTC()))
                .hasMessageContaining("missing.pem");
    }

    private Kind note(SignatureTrust trust, Issued signer) throws Exception {
        List<ContentNote> notes = MailParser.parse(mail(signer, TEXT), ContentSettings.DEFAULT, trust)
                .notes();
        assertThat(notes).hasSize(1);
        return notes.get(0).kind();
    }

    private SignatureTrust pem(Issued issuer) throws Exception {
        String encoded =
                Base64.getMimeEncoder().encodeToString(issuer.certificate().getEncoded());
        Path file = Files.writeString(
                folder.resolve("trusted.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        return SignatureTrust.of(file, null, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private SignatureTrust keyStore(Issued issuer) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", issuer.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return SignatureTrust.of(file, "secret", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private byte[] mail(Issued signer, String content) throws Exception {
        return wrapped(cms(signer, content));
    }

    private static byte[] wrapped(byte[] cms) {
        return ("From: anna@client.example.org\r\nSubject: Signed\r\nMIME-Version: 1.0\r\nContent-Type:"
                        + " application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding:"
                        + " base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(cms) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] cms(Issued signer, String content) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withRSA", signer.keys().getPrivate(), signer.certificate()));
        generator.addCertificates(new JcaCertStore(List.of(signer.certificate(), between.certificate())));
        return generator
                .generate(new CMSProcessableByteArray(content.getBytes(StandardCharsets.US_ASCII)), true)
                .getEncoded();
    }

    private static Issued signer(Issued issuer, KeyPurposeId purpose, Instant from, Duration valid) {
        return issued(issuer, "Anna,E=anna@client.example.org", false, purpose, from, valid);
    }

    private static Issued issued(
            Issued issuer, String name, boolean issues, KeyPurposeId purpose, Instant from, Duration valid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    issuer == null
                            ? subject
                            : X500Name.getInstance(issuer.certificate()
                                    .getSubjectX500Principal()
                                    .getEncoded()),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(from),
                    Date.from(from.plus(valid)),
                    subject,
                    keys.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(issues));
            if (!issues) {
                certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            X509CertificateHolder holder = certificate.build(new JcaContentSignerBuilder("SHA256withRSA")
                    .build((issuer == null ? keys : issuer.keys()).getPrivate()));
            return new Issued(keys, new JcaX509CertificateConverter().getCertificate(holder));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration years(int years) {
        return Duration.ofDays(365L * years);
    }
}
